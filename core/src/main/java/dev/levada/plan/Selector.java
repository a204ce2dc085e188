package dev.levada.plan;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.Names;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Project;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the assets that selectors name: {@code raw.users}, {@code raw.*}, {@code tag:nightly}, {@code 1+x+}. */
public final class Selector {
    private static final Pattern SELECTOR = Pattern.compile("(?:(?<up>\\d*)\\+)?(?<what>[^+]+)(?:\\+(?<down>\\d*))?");
    private static final String TAG = "tag:";

    private final Project project;
    private final Lineage lineage;

    public Selector(Project project) {
        this.project = project;
        this.lineage = new Lineage(project.assets().values());
    }

    /**
     * The assets that are included and not excluded, in the project's order.
     *
     * @throws LevadaException naming the nearest known name if a selector selects nothing
     */
    public List<Asset> select(Selection selection) {
        Set<AssetName> chosen =
                selection.include().isEmpty() ? new HashSet<>(project.assets().keySet()) : all(selection.include());
        chosen.removeAll(all(selection.exclude()));
        return project.assets().values().stream()
                .filter(asset -> chosen.contains(asset.name()))
                .toList();
    }

    private Set<AssetName> all(List<String> selectors) {
        Set<AssetName> names = new HashSet<>();
        selectors.forEach(selector -> names.addAll(one(selector)));
        return names;
    }

    private Set<AssetName> one(String selector) {
        Matcher parts = SELECTOR.matcher(selector.strip());
        if (!parts.matches()) {
            throw unknown("'" + selector + "' is not a selector. Write an asset's name, a pattern such as raw.*, or"
                    + " tag:NAME; a + before or after it adds what it is made from or what is made from it.");
        }
        Set<AssetName> core = named(parts.group("what"));
        Set<AssetName> names = new HashSet<>(core);
        names.addAll(lineage.ancestors(core, depth(selector, parts.group("up"))));
        names.addAll(lineage.descendants(core, depth(selector, parts.group("down"))));
        return names;
    }

    private static int depth(String selector, @Nullable String digits) {
        if (digits == null) {
            return 0;
        }
        try {
            return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw unknown("'" + selector + "' asks for " + digits + " steps, which is too many. Leave the number out"
                    + " to take all.");
        }
    }

    private Set<AssetName> named(String what) {
        if (what.startsWith(TAG)) {
            return tagged(what.substring(TAG.length()));
        }
        Pattern glob = glob(what);
        Set<AssetName> names =
                matching(asset -> glob.matcher(asset.name().toString()).matches());
        if (names.isEmpty()) {
            throw unknown(isGlob(what) ? "No asset's name matches '" + what + "'. " + known() : noAsset(what));
        }
        return names;
    }

    private Set<AssetName> tagged(String tag) {
        Set<AssetName> names = matching(asset -> asset.tags().contains(tag));
        if (names.isEmpty()) {
            Collection<String> tags = new TreeSet<>();
            project.assets().values().forEach(asset -> tags.addAll(asset.tags()));
            throw unknown("No asset has the tag '" + tag + "'. " + Names.hint(tag, tags));
        }
        return names;
    }

    private Set<AssetName> matching(Predicate<Asset> wanted) {
        Set<AssetName> names = new HashSet<>();
        for (Map.Entry<AssetName, Asset> asset : project.assets().entrySet()) {
            if (wanted.test(asset.getValue())) {
                names.add(asset.getKey());
            }
        }
        return names;
    }

    private String noAsset(String what) {
        String sameTable = "." + what.toLowerCase(Locale.ROOT);
        return names().stream()
                .filter(name -> name.endsWith(sameTable))
                .findFirst()
                .map(name -> "There is no asset '" + what + "'. Did you mean '" + name + "'?")
                .orElseGet(() -> "There is no asset '" + what + "'. " + Names.hint(what, names()));
    }

    private String known() {
        return names().isEmpty() ? "The project has no assets." : "Known: " + String.join(", ", names()) + ".";
    }

    private List<String> names() {
        return project.assets().keySet().stream().map(AssetName::toString).toList();
    }

    private static boolean isGlob(String text) {
        return text.contains("*") || text.contains("?");
    }

    private static Pattern glob(String text) {
        StringBuilder regex = new StringBuilder();
        text.toLowerCase(Locale.ROOT).chars().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString());
    }

    private static LevadaException unknown(String message) {
        return new LevadaException("plan.unknown-selector", Blame.PROJECT, message);
    }
}
