package dev.levada.project.read;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.problem.Position;
import dev.levada.project.AssetName;
import dev.levada.project.read.AssetFile.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files under {@code assets/} and names the assets after their places. */
final class AssetFiles {
    static final String FOLDER = "assets";

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");

    private final Path folder;
    private final Problems problems;

    AssetFiles(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** One file for each asset, in the order of their paths. */
    List<AssetFile> find() {
        Map<AssetName, AssetFile> byName = new HashMap<>();
        List<AssetFile> files = new ArrayList<>();
        for (Path file : paths()) {
            asset(file).ifPresent(asset -> {
                AssetFile first = byName.putIfAbsent(asset.name(), asset);
                if (first == null) {
                    files.add(asset);
                } else {
                    duplicate(first, asset);
                }
            });
        }
        return files;
    }

    private List<Path> paths() {
        Path assets = folder.resolve(FOLDER);
        if (!Files.isDirectory(assets)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(assets)) {
            return found.filter(path -> kind(path).isPresent() && Files.isRegularFile(path))
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new LevadaException(
                    "project.unreadable", Blame.RESOURCES, "The folder " + assets + " cannot be read: " + e, e);
        }
    }

    private static Optional<Kind> kind(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (name.startsWith(".")) {
            return Optional.empty();
        }
        if (name.endsWith(".sql")) {
            return Optional.of(Kind.QUERY);
        }
        return name.endsWith(".yml") || name.endsWith(".yaml") ? Optional.of(Kind.EXTRACT) : Optional.empty();
    }

    private Optional<AssetFile> asset(Path file) {
        List<String> parts = new ArrayList<>();
        file.forEach(part -> parts.add(part.toString()));
        parts.remove(0);
        String last = parts.remove(parts.size() - 1);
        parts.add(last.substring(0, last.lastIndexOf('.')));
        if (parts.size() < 2) {
            tell(
                    file,
                    "misplaced-asset",
                    "An asset needs a folder under 'assets', which is its schema: move the file" + " to 'assets/raw/"
                            + last + "', for example.");
            return Optional.empty();
        }
        Optional<String> bad =
                parts.stream().filter(part -> !NAME.matcher(part).matches()).findFirst();
        if (bad.isPresent()) {
            tell(
                    file,
                    "bad-name",
                    "'" + bad.get() + "' cannot be part of an asset's name: use lower-case letters,"
                            + " digits and '_'.");
            return Optional.empty();
        }
        return named(file, String.join("_", parts.subList(0, parts.size() - 1)), parts.get(parts.size() - 1));
    }

    private Optional<AssetFile> named(Path file, String schema, String table) {
        if (schema.endsWith(AssetName.QUARANTINE_SUFFIX) || schema.startsWith("levada")) {
            tell(
                    file,
                    "reserved-name",
                    "The schema '" + schema + "' is reserved: names that start with 'levada' or" + " end in '"
                            + AssetName.QUARANTINE_SUFFIX + "' are Levada's own. Choose another folder.");
            return Optional.empty();
        }
        return kind(file).map(kind -> new AssetFile(new AssetName(schema, table), file, kind));
    }

    private void duplicate(AssetFile first, AssetFile second) {
        tell(
                second.file(),
                "duplicate-asset",
                "The asset " + second.name() + " is defined twice: by " + slashes(first.file()) + " and by "
                        + slashes(second.file()) + ". Remove or rename one of them.");
    }

    private static String slashes(Path file) {
        return file.toString().replace('\\', '/');
    }

    private void tell(Path file, String code, String message) {
        problems.add(new Position(file, 1, 1), code, message);
    }
}
