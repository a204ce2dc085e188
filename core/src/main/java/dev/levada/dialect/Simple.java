package dev.levada.dialect;

import dev.levada.algebra.Expression;
import dev.levada.algebra.Expression.Call;
import dev.levada.algebra.Expression.Cast;
import dev.levada.algebra.Expression.Column;
import dev.levada.algebra.Expression.Constant;
import dev.levada.algebra.ValueType;
import dev.levada.algebra.ValueType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Conditions that no row makes fail: comparisons of columns and fixed values, and what logic makes of them. */
final class Simple {
    private static final Set<String> FUNCTIONS = Set.of(
            "=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "is distinct from",
            "is not distinct from",
            "is null",
            "is not null",
            "in",
            "and",
            "or",
            "not");

    private Simple() {}

    /** Those of some conditions, which all hold, that are simple. */
    static List<Expression> among(List<Expression> conditions) {
        return conditions.stream()
                .flatMap(Simple::conjuncts)
                .filter(Simple::isSimple)
                .toList();
    }

    private static Stream<Expression> conjuncts(Expression condition) {
        return condition instanceof Call call && call.function().equals("and")
                ? call.arguments().stream().flatMap(Simple::conjuncts)
                : Stream.of(condition);
    }

    private static boolean isSimple(Expression expression) {
        if (expression instanceof Call call) {
            return FUNCTIONS.contains(call.function())
                    && call.arguments().stream().allMatch(Simple::isSimple);
        }
        if (expression instanceof Cast cast) {
            return !cast.attempt() && (cast.value() instanceof Constant || isSafe(cast));
        }
        return expression instanceof Column || expression instanceof Constant;
    }

    /** Whether every value of a column has one in the other type. */
    private static boolean isSafe(Cast cast) {
        ValueType from = cast.value().type();
        ValueType to = cast.type();
        boolean widens = from.is(Kind.TINYINT, Kind.SMALLINT, Kind.INTEGER) && to.is(Kind.BIGINT)
                || from.isWhole() && to.is(Kind.HUGEINT, Kind.DECIMAL, Kind.DOUBLE);
        return cast.value() instanceof Column && (widens || from.is(Kind.TIMESTAMP) && to.is(Kind.DATE));
    }

    /** The same condition over the columns of another relation; empty if it needs a column that is none there. */
    static Optional<Expression> moved(Expression condition, IntFunction<Optional<Column>> there) {
        if (condition instanceof Column column) {
            return there.apply(column.index()).map(found -> new Column(found.index(), column.type(), column.place()));
        }
        if (condition instanceof Cast cast) {
            return moved(cast.value(), there).map(value -> new Cast(value, cast.attempt(), cast.type(), cast.place()));
        }
        if (!(condition instanceof Call call)) {
            return Optional.of(condition);
        }
        List<Expression> arguments = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            Optional<Expression> found = moved(argument, there);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            arguments.add(found.get());
        }
        return Optional.of(new Call(call.function(), arguments, call.type(), call.place()));
    }

    static List<Expression> moved(List<Expression> conditions, IntFunction<Optional<Column>> there) {
        return conditions.stream()
                .flatMap(condition -> moved(condition, there).stream())
                .toList();
    }
}
