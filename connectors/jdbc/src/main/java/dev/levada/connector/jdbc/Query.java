package dev.levada.connector.jdbc;

import dev.levada.api.Column;
import dev.levada.api.table.Columns;
import java.util.List;

/** A statement and the columns that it had when it was planned. */
record Query(String sql, List<Column> columns) {
    Query {
        columns = List.copyOf(columns);
    }

    /** The token of the split that runs it: a fingerprint of the columns, a line end, the SQL. */
    String token() {
        return Columns.fingerprint(columns) + "\n" + sql;
    }

    static String sql(String token) {
        return token.substring(token.indexOf('\n') + 1);
    }

    /** Whether a statement that has these columns now is the one that was planned. */
    static boolean fits(String token, List<Column> columns) {
        return token.startsWith(Columns.fingerprint(columns) + "\n");
    }
}
