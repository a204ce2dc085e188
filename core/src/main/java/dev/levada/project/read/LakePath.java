package dev.levada.project.read;

import dev.levada.project.read.Value.Single;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a project's {@code lake} is. */
final class LakePath {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+):.*");

    private LakePath() {}

    static Path read(Single lake, Path folder, Problems problems) {
        String text = lake.text();
        Matcher scheme = SCHEME.matcher(text);
        try {
            if (!scheme.matches()) {
                return folder.resolve(text).toAbsolutePath().normalize();
            }
            if (scheme.group(1).equalsIgnoreCase("file")) {
                return Path.of(URI.create(text)).toAbsolutePath().normalize();
            }
            problems.add(
                    lake.position(),
                    "unsupported-lake",
                    "'" + lake.shown() + "' is not on this machine: this version keeps lakes on local disk. Give a"
                            + " folder.");
        } catch (IllegalArgumentException e) { // also what is no path at all
            notAPath(lake, problems);
        }
        return folder;
    }

    private static void notAPath(Single lake, Problems problems) {
        problems.add(lake.position(), "wrong-type", "'lake' must be a folder's path, but is '" + lake.shown() + "'.");
    }
}
