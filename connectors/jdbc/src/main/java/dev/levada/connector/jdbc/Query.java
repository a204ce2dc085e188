package dev.levada.connector.jdbc;

import dev.levada.api.Column;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.cursor.CursorWindow;
import dev.levada.api.table.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement and the columns that it had when it was planned. */
record Query(String sql, List<Column> columns) {
    Query {
        columns = List.copyOf(columns);
    }

    /** The token of the split that runs it: a fingerprint of the columns, an empty line, the SQL. */
    String token() {
        return Columns.fingerprint(columns) + "\n\n" + sql;
    }

    /** The same for its rows within a window: between fingerprint and empty line stand the values and the sifting. */
    String token(WindowQuery window) {
        List<String> lines = new ArrayList<>();
        lines.add(Columns.fingerprint(columns));
        lines.add(String.valueOf(window.values().size()));
        window.values().forEach(value -> lines.add(value.line()));
        lines.addAll(window.sifting().lines());
        return String.join("\n", lines) + "\n\n" + window.sql();
    }

    static String sql(String token) {
        return token.substring(token.indexOf("\n\n") + 2);
    }

    /** The window that a token tells of. */
    static Optional<WindowQuery> window(String token) {
        List<String> lines = List.of(token.substring(0, token.indexOf("\n\n")).split("\n", -1));
        if (lines.size() == 1) {
            return Optional.empty();
        }
        int sifting = 2 + Integer.parseInt(lines.get(1));
        List<CursorValue> values =
                lines.subList(2, sifting).stream().map(CursorValue::parse).toList();
        return Optional.of(
                new WindowQuery(sql(token), values, CursorWindow.Sifting.parse(lines.subList(sifting, lines.size()))));
    }

    /** Whether a statement that has these columns now is the one that was planned. */
    static boolean fits(String token, List<Column> columns) {
        return token.startsWith(Columns.fingerprint(columns) + "\n");
    }
}
