package dev.levada.connector.jdbc;

import dev.levada.api.cursor.Cursor;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.cursor.CursorWindow;
import dev.levada.api.cursor.Sieve;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A statement's rows within a window, each with its place in it behind its columns.
 *
 * @param values what its parameters hold
 * @param sifting which rows pass
 */
record WindowQuery(String sql, List<CursorValue> values, CursorWindow.Sifting sifting) {
    WindowQuery {
        values = List.copyOf(values);
    }

    static WindowQuery of(Query query, CursorWindow window, Order order, UnaryOperator<String> quoted) {
        String name = quoted.apply(window.cursor().column());
        List<CursorValue> values = new ArrayList<>();
        String place = place(window, name, order.parameter(), values);
        String range = range(window, name, order.parameter(), values);
        String sql =
                "select " + query.list(quoted) + ", " + place + query.from() + " where " + name + " is null" + range;
        return new WindowQuery(sql, values, window.sifting());
    }

    private static String place(CursorWindow window, String name, String parameter, List<CursorValue> values) {
        int valueless = window.sifting().remembers() ? Sieve.REMEMBERED : Sieve.READ_BEFORE;
        StringBuilder place = new StringBuilder("case when " + name + " is null then " + valueless);
        window.zone().ifPresent(from -> {
            place.append(" when " + name + " >= " + parameter + " then " + Sieve.REMEMBERED);
            values.add(from);
        });
        window.last().ifPresent(last -> {
            place.append(" when " + name + " <= " + parameter + " then " + Sieve.READ_BEFORE);
            values.add(last);
        });
        return place.append(" else ").append(Sieve.NEW).append(" end").toString();
    }

    private static String range(CursorWindow window, String name, String parameter, List<CursorValue> values) {
        if (window.to().isEmpty()) {
            return "";
        }
        StringBuilder range = new StringBuilder(" or (" + name + " <= " + parameter);
        values.add(window.to().get());
        window.from().ifPresent(from -> {
            String least = window.start() == Cursor.Start.EXCLUSIVE ? " > " : " >= ";
            range.append(" and " + name + least + parameter);
            values.add(from);
        });
        return range.append(")").toString();
    }
}
