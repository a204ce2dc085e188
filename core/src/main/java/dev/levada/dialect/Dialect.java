package dev.levada.dialect;

import dev.levada.algebra.Expression.Aggregate;
import dev.levada.algebra.Expression.Call;
import dev.levada.algebra.Expression.Cast;
import dev.levada.algebra.Expression.Constant;
import dev.levada.algebra.Order;
import dev.levada.algebra.ValueType;
import java.util.List;

/**
 * How a database spells what a query says. Whatever has no spelling with the same meaning is {@link Untranslatable}; nothing
 * is passed on in the hope that it means the same.
 */
public interface Dialect {

    /** The database's name, for messages. */
    String name();

    /** How many bytes of a name the database keeps. */
    int longestName();

    String quoted(String identifier);

    String type(ValueType type);

    String constant(Constant constant);

    /** @param arguments as SQL, in the order of the call's */
    String call(Call call, List<String> arguments);

    String cast(Cast cast, String value);

    /** @param tail what stands behind the closing parenthesis of each aggregate: its filter, its window */
    String aggregate(Aggregate aggregate, List<String> arguments, String tail);

    /** A function that needs a window; aggregates are none. */
    String windowed(Aggregate function, List<String> arguments, String tail);

    /** An element of {@code ORDER BY}. */
    String ordered(Order order, String by);

    /** A comparison in which nulls are equal, such that tables can be joined by it fast. */
    String same(ValueType type, String left, String right);

    /** A value that is equal to another of its kind exactly if their inner values are, nulls included. */
    String comparable(String value);

    /** A value of that type that cannot be had: evaluating it is an error that says that a subquery gave several rows. */
    String severalRows(ValueType type);
}
