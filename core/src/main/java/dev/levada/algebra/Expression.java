package dev.levada.algebra;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value over the columns of a relation. Each has its type and its place in the query's text, from 0, in characters;
 * negative if unknown.
 */
public sealed interface Expression {
    ValueType type();

    int place();

    /** The column of the relation, counted from 0; of both sides of a join one after the other. */
    record Column(int index, ValueType type, int place) implements Expression {}

    /**
     * A fixed value: Boolean, BigDecimal (whole numbers and decimals), Double, String, LocalDate, LocalDateTime,
     * {@link Span}, a list of constants, or null.
     */
    record Constant(@Nullable Object value, ValueType type, int place) implements Expression {}

    /** A length of time, in parts that do not convert into each other. */
    record Span(long months, long days, long micros) {}

    /** A function or an operator, by its name in lower case, such as {@code +}, {@code and}, {@code is null}. */
    record Call(String function, List<Expression> arguments, ValueType type, int place) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** @param attempt whether it gives null where it fails */
    record Cast(Expression value, boolean attempt, ValueType type, int place) implements Expression {}

    record Case(List<Branch> branches, Expression otherwise, ValueType type, int place) implements Expression {
        public Case {
            branches = List.copyOf(branches);
        }
    }

    record Branch(Expression when, Expression then) {}

    /** An aggregate over a group, or over a window. */
    record Aggregate(
            String function,
            List<Expression> arguments,
            boolean distinct,
            Optional<Expression> filter,
            List<Order> orders,
            ValueType type,
            int place)
            implements Expression {
        public Aggregate {
            arguments = List.copyOf(arguments);
            orders = List.copyOf(orders);
        }
    }

    /** An aggregate, or a function of its own kind, over a window. */
    record Windowed(Aggregate function, List<Expression> partitions, List<Order> orders, Frame frame)
            implements Expression {
        public Windowed {
            partitions = List.copyOf(partitions);
            orders = List.copyOf(orders);
        }

        @Override
        public ValueType type() {
            return function.type();
        }

        @Override
        public int place() {
            return function.place();
        }
    }

    /** @param unit {@code ROWS}, {@code RANGE} or {@code GROUPS} */
    record Frame(String unit, Bound start, Bound end) {}

    /** @param offset how far before or after the current row; empty for all of them */
    record Bound(Side side, Optional<Expression> offset) {}

    /** On which side of the current row. */
    enum Side {
        PRECEDING,
        CURRENT,
        FOLLOWING
    }

    /** What has no equivalent in this tree. */
    record Strange(String what, String why, ValueType type, int place) implements Expression {}
}
