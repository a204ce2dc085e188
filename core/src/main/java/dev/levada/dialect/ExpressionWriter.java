package dev.levada.dialect;

import dev.levada.algebra.Expression;
import dev.levada.algebra.Expression.Aggregate;
import dev.levada.algebra.Expression.Bound;
import dev.levada.algebra.Expression.Branch;
import dev.levada.algebra.Expression.Call;
import dev.levada.algebra.Expression.Case;
import dev.levada.algebra.Expression.Cast;
import dev.levada.algebra.Expression.Column;
import dev.levada.algebra.Expression.Constant;
import dev.levada.algebra.Expression.Frame;
import dev.levada.algebra.Expression.Side;
import dev.levada.algebra.Expression.Strange;
import dev.levada.algebra.Expression.Windowed;
import dev.levada.algebra.Order;
import dev.levada.algebra.Refusal;
import dev.levada.algebra.ValueType.Kind;
import dev.levada.dialect.Piece.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Writes values over the columns of a block. */
final class ExpressionWriter {
    private static final String NOTHING = "NULL";
    /** Some spellings hold an argument several times, which adds up in values within values. */
    private static final int LONGEST = 200_000;

    private final Dialect dialect;
    private final List<Refusal> refusals;

    /** @param refusals where to put what has no equivalent */
    ExpressionWriter(Dialect dialect, List<Refusal> refusals) {
        this.dialect = dialect;
        this.refusals = refusals;
    }

    List<Piece> pieces(List<? extends Expression> expressions, List<Piece> columns) {
        List<Piece> pieces = new ArrayList<>();
        expressions.forEach(expression -> pieces.add(piece(expression, columns)));
        return pieces;
    }

    Piece piece(Expression expression, List<Piece> columns) {
        if (expression instanceof Column column) {
            return column(column, columns);
        }
        return new Piece(sql(expression, columns), expression.type(), trait(expression, columns));
    }

    private Piece column(Column column, List<Piece> columns) {
        Piece piece = columns.get(column.index());
        if (piece.isNothing()) {
            refusals.add(
                    column.type().is(Kind.LIST, Kind.OTHER)
                            ? new Refusal(
                                    column.place(),
                                    "column of type " + column.type(),
                                    "Values of this type are not handed over.")
                            : new Refusal(column.place(), "rowid", "Rows have no numbers of their own elsewhere."));
        }
        return piece;
    }

    private static Trait trait(Expression expression, List<Piece> columns) {
        if (expression instanceof Constant) {
            return Trait.CONSTANT;
        }
        if (expression instanceof Windowed) {
            return Trait.WINDOW;
        }
        Trait trait = Trait.PLAIN;
        for (int index : References.of(expression)) {
            Trait inner = columns.get(index).trait();
            trait = inner.compareTo(trait) > 0 ? inner : trait;
        }
        return trait;
    }

    String sql(Expression expression, List<Piece> columns) {
        if (expression instanceof Column column) {
            return column(column, columns).sql();
        }
        if (expression instanceof Constant constant) {
            return known(constant, () -> dialect.constant(constant));
        }
        if (expression instanceof Call call) {
            List<String> arguments = all(call.arguments(), columns);
            return known(call, () -> dialect.call(call, arguments));
        }
        if (expression instanceof Cast cast) {
            String value = sql(cast.value(), columns);
            return known(cast, () -> dialect.cast(cast, value));
        }
        if (expression instanceof Case choice) {
            return choice(choice, columns);
        }
        if (expression instanceof Aggregate aggregate) {
            return aggregate(aggregate, columns, "");
        }
        if (expression instanceof Windowed windowed) {
            return windowed(windowed, columns);
        }
        Strange strange = (Strange) expression;
        refusals.add(new Refusal(strange.place(), strange.what(), strange.why()));
        return NOTHING;
    }

    private List<String> all(List<Expression> expressions, List<Piece> columns) {
        List<String> all = new ArrayList<>();
        expressions.forEach(expression -> all.add(sql(expression, columns)));
        return all;
    }

    private String known(Expression expression, Supplier<String> writing) {
        try {
            return bounded(writing.get());
        } catch (Untranslatable e) {
            refusals.add(new Refusal(expression.place(), e.what(), e.why()));
            return NOTHING;
        }
    }

    private static String bounded(String sql) {
        if (sql.length() > LONGEST) {
            throw new Untranslatable("value", "Written out for the other database it is too long.");
        }
        return sql;
    }

    private String choice(Case choice, List<Piece> columns) {
        StringBuilder sql = new StringBuilder("CASE");
        for (Branch branch : choice.branches()) {
            sql.append(" WHEN ").append(sql(branch.when(), columns));
            sql.append(" THEN ").append(sql(branch.then(), columns));
        }
        return sql.append(" ELSE ")
                .append(sql(choice.otherwise(), columns))
                .append(" END")
                .toString();
    }

    private String aggregate(Aggregate aggregate, List<Piece> columns, String window) {
        List<String> arguments = all(aggregate.arguments(), columns);
        if (!aggregate.orders().isEmpty() && !arguments.isEmpty()) {
            int last = arguments.size() - 1;
            arguments.set(
                    last, arguments.get(last) + " ORDER BY " + String.join(", ", orders(aggregate.orders(), columns)));
        }
        String filter = aggregate
                .filter()
                .map(condition -> " FILTER (WHERE " + sql(condition, columns) + ")")
                .orElse("");
        return known(aggregate, () -> dialect.aggregate(aggregate, arguments, filter + window));
    }

    /** Elements of {@code ORDER BY}; constants order nothing. */
    List<String> orders(List<Order> orders, List<Piece> columns) {
        List<String> elements = new ArrayList<>();
        for (Order order : orders) {
            Piece by = piece(order.by(), columns);
            if (!by.is(Trait.CONSTANT)) {
                elements.add(known(order.by(), () -> dialect.ordered(order, by.sql())));
            }
        }
        return elements;
    }

    private String windowed(Windowed windowed, List<Piece> columns) {
        String partitions = windowed.partitions().stream()
                .map(partition -> piece(partition, columns))
                .filter(piece -> !piece.is(Trait.CONSTANT))
                .map(Piece::sql)
                .collect(Collectors.joining(", "));
        List<String> orders = orders(windowed.orders(), columns);
        List<String> parts = new ArrayList<>();
        if (!partitions.isEmpty()) {
            parts.add("PARTITION BY " + partitions);
        }
        if (!orders.isEmpty()) {
            parts.add("ORDER BY " + String.join(", ", orders));
        }
        demandExactRange(windowed);
        parts.add(frame(windowed.frame(), columns));
        String window = " OVER (" + String.join(" ", parts) + ")";
        Aggregate function = windowed.function();
        if (!WindowFunctions.isOwn(function.function())) {
            return aggregate(function, columns, window);
        }
        List<String> arguments = all(function.arguments(), columns);
        return known(function, () -> dialect.windowed(function, arguments, window));
    }

    /** What lies around NaN and the infinities is for each database to say. */
    private void demandExactRange(Windowed windowed) {
        Frame frame = windowed.frame();
        boolean distance =
                frame.start().offset().isPresent() || frame.end().offset().isPresent();
        boolean inexact =
                windowed.orders().stream().anyMatch(order -> order.by().type().is(Kind.DOUBLE, Kind.FLOAT));
        if (frame.unit().equals("RANGE") && distance && inexact) {
            refusals.add(
                    new Refusal(windowed.place(), "range over doubles", "What lies around NaN and infinity differs."));
        }
    }

    private String frame(Frame frame, List<Piece> columns) {
        return frame.unit() + " BETWEEN " + bound(frame.start(), columns) + " AND " + bound(frame.end(), columns);
    }

    private String bound(Bound bound, List<Piece> columns) {
        if (bound.side() == Side.CURRENT) {
            return "CURRENT ROW";
        }
        return bound.offset().map(offset -> sql(offset, columns)).orElse("UNBOUNDED") + " " + bound.side();
    }
}
