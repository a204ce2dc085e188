package dev.levada.testing.writes;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A row. A column that is null is not there, so that two rows are equal if each column is null in both or equal in both, and
 * a column that a table gains later needs no care.
 *
 * @param values whole numbers as {@code Long}, points in time as {@code Instant}, flags as {@code Boolean}, the rest as text
 */
public record Row(SortedMap<String, Object> values) {
    public Row {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** A row without values. */
    public static final Row EMPTY = new Row(new TreeMap<>());

    /** The value of a column. */
    public @Nullable Object get(String column) {
        return values.get(column);
    }

    /** The value of a column that holds points in time. */
    public @Nullable Instant time(String column) {
        return (Instant) values.get(column);
    }

    /** The value of a column that holds points in time and is never null. */
    public Instant sureTime(String column) {
        Instant time = time(column);
        if (time == null) {
            throw new IllegalArgumentException(column + " is null in " + this);
        }
        return time;
    }

    /** The row with another value in a column. */
    public Row with(String column, @Nullable Object value) {
        SortedMap<String, Object> changed = new TreeMap<>(values);
        if (value == null) {
            changed.remove(column);
        } else {
            changed.put(column, value);
        }
        return new Row(changed);
    }

    /** The row without some columns. */
    public Row without(Collection<String> columns) {
        return filtered(column -> !columns.contains(column));
    }

    /** Some columns of the row. */
    public Row only(Collection<String> columns) {
        return filtered(columns::contains);
    }

    /** The row's key. @throws IllegalArgumentException if it is null in some column */
    public Row key(Collection<String> columns) {
        Row key = only(columns);
        if (key.values.size() < columns.size()) {
            throw new IllegalArgumentException("null in the key " + columns + " of " + this);
        }
        return key;
    }

    /** Rows in an order that is the same for the same rows. */
    static List<Row> sorted(Collection<Row> rows) {
        return rows.stream().sorted(Comparator.comparing(Row::toString)).toList();
    }

    private Row filtered(Predicate<String> wanted) {
        SortedMap<String, Object> kept = new TreeMap<>(values);
        kept.keySet().removeIf(wanted.negate());
        return new Row(kept);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
