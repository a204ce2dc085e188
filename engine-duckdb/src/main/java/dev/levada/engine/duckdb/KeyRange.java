package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
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

    static boolean isWhole(Type type) {
        return type == Type.Primitive.INTEGER || type == Type.Primitive.BIGINT;
    }

    /** Whether each number from the lowest key to the highest can have a bit of its own, of so many. */
    boolean fitsInto(long bits) {
        long span = high - low; // negative if it overflows
        return span >= 0 && span < bits;
    }
}
