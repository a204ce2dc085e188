package dev.levada.testing.database;

import dev.levada.api.Type;
import dev.levada.contract.PartitionField;
import dev.levada.project.Interval;
import dev.levada.store.Positions;
import dev.levada.store.Replaced;
import dev.levada.store.StoredColumn;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of one state of a table, by their places. */
record Held(List<StoredColumn> columns, SortedMap<Long, List<@Nullable Object>> rows) {
    static final Held NOTHING = new Held(List.of(), new TreeMap<>());
    private static final int BYTES_OF_A_CELL = 8;

    Held {
        columns = List.copyOf(columns);
    }

    long bytes() {
        return (long) rows.size() * columns.size() * BYTES_OF_A_CELL;
    }

    MemoryRows read(String path) {
        return new MemoryRows(path, columns.stream().map(StoredColumn::column).toList(), rows);
    }

    /** The same rows in other columns, which are found by their ids; what there was nothing of is null. */
    Held in(List<StoredColumn> wanted) {
        int[] indexes = wanted.stream().mapToInt(column -> index(column.id())).toArray();
        SortedMap<Long, List<@Nullable Object>> same = new TreeMap<>();
        rows.forEach((place, row) -> {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int i = 0; i < indexes.length; i++) {
                cells.add(
                        indexes[i] < 0
                                ? null
                                : widened(
                                        row.get(indexes[i]),
                                        wanted.get(i).column().type()));
            }
            same.put(place, cells);
        });
        return new Held(wanted, same);
    }

    private int index(int id) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable Object widened(@Nullable Object value, Type type) {
        if (type instanceof Type.Decimal decimal && value instanceof Long whole) {
            return BigDecimal.valueOf(whole).setScale(decimal.scale());
        }
        if (type instanceof Type.Decimal decimal && value instanceof BigDecimal exact) {
            return exact.setScale(decimal.scale());
        }
        return type == Type.Primitive.DOUBLE && value instanceof Long whole ? Double.valueOf(whole) : value;
    }

    Held without(Positions places) {
        SortedMap<Long, List<@Nullable Object>> left = new TreeMap<>(rows);
        for (long place : places.toArray()) {
            left.remove(place);
        }
        return new Held(columns, left);
    }

    /** @throws IllegalArgumentException if rows are named that are not this table's */
    Held without(Replaced replaced, String path) {
        Set<String> unknown = new HashSet<>(replaced.files());
        unknown.addAll(replaced.rows().keySet());
        unknown.remove(path);
        if (!unknown.isEmpty() || replaced.files().contains(path)) {
            throw new IllegalArgumentException("rows to be replaced that are not there: " + replaced);
        }
        return without(replaced.rows().getOrDefault(path, Positions.of()));
    }

    /** Those that lie in none of some partitions. */
    Held outside(Set<List<Optional<String>>> partitions, List<PartitionField> fields) {
        SortedMap<Long, List<@Nullable Object>> left = new TreeMap<>(rows);
        left.values().removeIf(row -> partitions.contains(partition(row, fields)));
        return new Held(columns, left);
    }

    private List<Optional<String>> partition(List<@Nullable Object> row, List<PartitionField> fields) {
        return fields.stream()
                .map(field -> {
                    int index = indexOf(field.column());
                    return Partitions.value(field, columns.get(index).column().type(), row.get(index));
                })
                .toList();
    }

    private int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + name + " in " + columns);
    }

    /** All rows, with others; each at a new place, as a database may move rows when it writes. @param first the first place */
    Held plus(Collection<List<@Nullable Object>> more, long first) {
        SortedMap<Long, List<@Nullable Object>> all = new TreeMap<>();
        rows.values().forEach(row -> all.put(first + all.size(), row));
        more.forEach(row -> all.put(first + all.size(), row));
        return new Held(columns, all);
    }

    /** The times of some rows. */
    static List<Interval> times(List<StoredColumn> columns, Collection<List<@Nullable Object>> rows, String column) {
        Held named = new Held(columns, new TreeMap<>());
        int index = named.indexOf(column);
        boolean isDate = columns.get(index).column().type() == Type.Primitive.DATE;
        List<Interval> times = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            if (row.get(index) instanceof Long time) {
                LocalDateTime from = isDate ? Cells.date(time).atStartOfDay() : Cells.time(time);
                times.add(new Interval(from, from.plus(1, isDate ? ChronoUnit.DAYS : ChronoUnit.MICROS)));
            }
        }
        return Interval.merged(times);
    }

    /** Those whose time lies in a range. */
    Held within(String column, Interval range) {
        SortedMap<Long, List<@Nullable Object>> left = new TreeMap<>(rows);
        left.values()
                .removeIf(row -> times(columns, List.of(row), column).stream().noneMatch(range::overlaps));
        return new Held(columns, left);
    }

    /** The rows that are here and not there. */
    List<List<@Nullable Object>> lacking(Map<Long, List<@Nullable Object>> others) {
        return rows.entrySet().stream()
                .filter(row -> !others.containsKey(row.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
