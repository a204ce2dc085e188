package dev.levada.api.table;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Questions about the columns of a result. */
public final class Columns {
    private Columns() {}

    /** @throws LevadaException if two columns have the same name but for capitals */
    public static void requireDistinct(String connection, List<Column> columns) {
        Set<String> seen = new HashSet<>();
        for (Column column : columns) {
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                throw Selection.wrong(
                        connection, "two columns are named '" + column.name() + "'. Give one another name with `as`.");
            }
        }
    }

    /** A short text without blanks that differs between results whose columns differ. */
    public static String fingerprint(List<Column> columns) {
        String text = columns.stream()
                .map(column -> column.name() + " " + column.type().sql())
                .collect(Collectors.joining("\n"));
        return Integer.toHexString(text.hashCode());
    }

    /** The failure of a read that finds other columns than were planned. */
    public static LevadaException changed(String source) {
        return LevadaException.retryable(
                "source.changed", Blame.OUTSIDE, "The columns of " + source + " changed just now. Run again.", null);
    }
}
