package dev.levada.api.table;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names for the tables of offers, of which no two are the same. */
public final class OfferNames {
    private final Set<String> taken = new HashSet<>();

    /** A name in the form that tables of a project have: lower case, words joined by underscores; may be empty. */
    public static String snake(String text) {
        return text.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
    }

    /** The name itself, or with a number if it was given out before. */
    public String unique(String name) {
        String unique = name;
        for (int i = 2; !taken.add(unique); i++) {
            unique = name + "_" + i;
        }
        return unique;
    }

    /** A name for a table that is called so where it comes from. */
    public String forTable(String table) {
        String snake = snake(table);
        return unique(snake.isEmpty() ? "table" : snake);
    }
}
