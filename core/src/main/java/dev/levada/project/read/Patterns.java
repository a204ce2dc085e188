package dev.levada.project.read;

import dev.levada.project.read.Value.Single;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A first look at regular expressions. The engine, which reads them as RE2, has the last word. */
final class Patterns {
    private static final Pattern LOOKS_AROUND = Pattern.compile("(?<!\\\\)\\(\\?(=|!|<=|<!)");

    private Patterns() {}

    static Optional<String> read(Single value, Problems problems) {
        String regex = value.text();
        try {
            Pattern.compile(regex.replace("(?P<", "(?<"));
        } catch (PatternSyntaxException e) {
            tell(value, e.getDescription(), problems);
            return Optional.empty();
        }
        if (LOOKS_AROUND.matcher(regex).find()) {
            tell(value, "looking ahead or behind, (?= and the like, is not supported", problems);
            return Optional.empty();
        }
        return Optional.of(regex);
    }

    private static void tell(Single value, String why, Problems problems) {
        problems.add(
                value.position(), "bad-pattern", "'" + value.shown() + "' is not a regular expression: " + why + ".");
    }
}
