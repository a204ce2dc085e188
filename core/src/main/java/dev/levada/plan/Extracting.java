package dev.levada.plan;

import dev.levada.api.Offer;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making.Extract;
import dev.levada.project.Project;
import java.util.List;
import java.util.Locale;

/** Which assets extract what a connection offers. What a query reads is not looked into. */
public final class Extracting {
    private Extracting() {}

    /** The assets that extract an offer, by all that it would have their files say; none if it is new to the project. */
    public static List<AssetName> of(Project project, String connection, Offer offer) {
        return project.assets().values().stream()
                .filter(asset -> asset.making() instanceof Extract extract
                        && extract.connection().equals(connection)
                        && takes(extract, offer))
                .map(Asset::name)
                .sorted()
                .toList();
    }

    private static boolean takes(Extract extract, Offer offer) {
        return offer.extract().entrySet().stream()
                .allMatch(said -> said(extract, said.getKey()).stream()
                        .anyMatch(own -> same(lower(own), lower(String.valueOf(said.getValue())))));
    }

    private static List<String> said(Extract extract, String key) {
        Object value = extract.settings().values().get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    /** A table may be named without its schema. */
    private static boolean same(String own, String offered) {
        return own.equals(offered) || offered.endsWith("." + own) || own.endsWith("." + offered);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
