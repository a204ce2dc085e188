package dev.levada.store.database.rows;

import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.WriteMode;
import dev.levada.project.Interval;
import dev.levada.store.Positions;
import dev.levada.store.Replaced;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.database.TimeRanges;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Words;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows of a table that leave it.
 *
 * @param isAll whether all do
 * @param condition SQL over those that leave, besides those at the places; empty for none
 * @param places where single rows lie, ascending
 */
public record Leaving(boolean isAll, String condition, long[] places) {
    public static final Leaving NONE = new Leaving(false, "", new long[0]);
    private static final Leaving ALL = new Leaving(true, "", new long[0]);

    /** @param path what stands for the table where rows are named */
    public static Leaving of(Staged staged, WriteMode mode, String path, Words words) {
        demandKnown(staged.replaced(), path);
        if (mode == WriteMode.OVERWRITE || staged.replaced().files().contains(path)) {
            return ALL;
        }
        String condition = mode == WriteMode.OVERWRITE_PARTITIONS ? Partitions.touched(staged, words) : "";
        Positions places = staged.replaced().rows().getOrDefault(path, Positions.of());
        return new Leaving(false, condition, places.toArray());
    }

    /** Of rows that are named. */
    public static Leaving of(Map<String, Positions> rows, String path) {
        demandKnown(new Replaced(Set.of(), rows), path);
        return new Leaving(false, "", rows.getOrDefault(path, Positions.of()).toArray());
    }

    private static void demandKnown(Replaced rows, String path) {
        Set<String> unknown = new HashSet<>(rows.files());
        unknown.addAll(rows.rows().keySet());
        unknown.remove(path);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("rows to be replaced in files that " + path + " has not: " + unknown);
        }
    }

    public boolean isNone() {
        return !isAll && condition.isEmpty() && places.length == 0;
    }

    /** A condition over the rows that stay, as far as it can be said without naming single ones; empty for all. */
    String staying() {
        return condition.isEmpty() ? "" : "not coalesce(" + condition + ", false)";
    }

    private long inChunks(Stride stride, Bulk table, Stride.Step step) throws SQLException {
        if (isAll) {
            return stride.through(table, "", step);
        }
        long met = condition.isEmpty() ? 0 : stride.through(table, condition, step);
        return met + stride.through(table, places, staying(), step);
    }

    /** Takes them out, and returns how many there were. */
    public long delete(Stride stride, Bulk table) throws SQLException {
        return inChunks(
                stride, table, some -> Sql.run(stride.session(), "delete from " + table.table() + " where " + some));
    }

    /** What is lost with them: how many there are, and the ranges of time that they lie in. */
    public record Loss(long count, TimeRanges times) {}

    /** Looks at them. @param columns the table's */
    public Loss loss(Stride stride, Bulk table, List<StoredColumn> columns) throws SQLException {
        List<StoredColumn> ofTime = TimeRanges.ofTime(columns);
        Map<String, List<Interval>> ranges = new TreeMap<>();
        ofTime.forEach(column -> ranges.put(column.name(), new ArrayList<>()));
        long count = inChunks(stride, table, some -> {
            String rows = "from " + table.table() + " where " + some;
            if (!ofTime.isEmpty()) {
                add(stride.session(), ofTime, stride.words().days(ofTime, rows), ranges);
            }
            return Sql.number(stride.session(), "select count(*) " + rows);
        });
        return new Loss(count, new TimeRanges(ranges));
    }

    private static void add(
            Connection session, List<StoredColumn> columns, String sql, Map<String, List<Interval>> ranges)
            throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                StoredColumn column = columns.get(row.getInt(1));
                List<Interval> known = ranges.get(column.name());
                if (known != null && row.getBoolean(2)) {
                    known.add(between(column.column().type(), row.getLong(3), row.getLong(4)));
                } else {
                    ranges.remove(column.name()); // what is infinite is in no range
                }
            }
        }
    }

    private static Interval between(Type type, long least, long greatest) {
        return type == Primitive.DATE
                ? TimeRanges.between(TimeRanges.day(least), TimeRanges.day(greatest), type)
                : TimeRanges.between(TimeRanges.moment(least), TimeRanges.moment(greatest), type);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
