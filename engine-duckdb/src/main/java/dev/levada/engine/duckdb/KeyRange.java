package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.store.StoredColumn;
import dev.levada.store.WrittenFile;
import dev.levada.store.WrittenFile.Statistics;
import java.util.List;
import java.util.Optional;

/**
 * The range that whole-number keys lie in. Keys that lie close together can stand for bits.
 *
 * @param low the lowest key
 * @param high the highest key
 * @param keys how many keys there are, counting each as often as it occurs
 */
record KeyRange(long low, long high, long keys) {
    /** The range of a column's values; empty if they are not whole numbers, or if there are none. */
    static Optional<KeyRange> of(Statements statements, String column, String relation) {
        String name = Sql.name(column);
        List<Column> shape = DuckDbSession.columns(statements, "SELECT " + name + " FROM " + relation);
        if (!isWhole(shape.get(0).type())) {
            return Optional.empty();
        }
        return statements.read(
                "SELECT min(" + name + "), max(" + name + "), count(" + name + ") FROM " + relation, result -> {
                    result.next();
                    long keys = result.getLong(3);
                    return keys == 0
                            ? Optional.empty()
                            : Optional.of(new KeyRange(result.getLong(1), result.getLong(2), keys));
                });
    }

    /** The same for a column of files that were just written, from their statistics; empty too if a file has none. */
    static Optional<KeyRange> of(StoredColumn column, List<WrittenFile> files) {
        if (!isWhole(column.column().type()) || files.isEmpty()) {
            return Optional.empty();
        }
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        long keys = 0;
        for (WrittenFile file : files) {
            Statistics statistics = file.statistics().get(column.id());
            if (statistics == null
                    || statistics.min().isEmpty()
                    || statistics.max().isEmpty()) {
                return Optional.empty();
            }
            low = Math.min(low, Long.parseLong(statistics.min().get()));
            high = Math.max(high, Long.parseLong(statistics.max().get()));
            keys += file.rows();
        }
        return Optional.of(new KeyRange(low, high, keys));
    }

    static boolean isWhole(Type type) {
        return type == Type.Primitive.INTEGER || type == Type.Primitive.BIGINT;
    }

    /** Whether each number from the lowest key to the highest can have a bit of its own, of so many. */
    boolean fitsInto(long bits) {
        long span = high - low; // negative if it overflows
        return span >= 0 && span < bits;
    }
}
