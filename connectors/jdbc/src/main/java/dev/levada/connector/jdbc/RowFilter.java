package dev.levada.connector.jdbc;

import dev.levada.api.cursor.CursorWindow;
import dev.levada.api.cursor.RowDigest;
import dev.levada.api.cursor.Sieve;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Which rows of a statement are read. */
public interface RowFilter {
    /** All of them. */
    RowFilter NONE = row -> true;

    /** Whether the row that the result stands at is read. */
    boolean passes(ResultSet row) throws SQLException;

    /** Called after the last row. */
    default void end() {}

    /** Those of a window; each row's place in it stands behind its columns. */
    static RowFilter of(CursorWindow.Sifting sifting, List<String> columns, Dialect dialect, String source) {
        Sieve sieve = new Sieve(sifting);
        int[] places = CursorQuery.places(columns, sieve.columns());
        RowDigest digest = new RowDigest();
        return new RowFilter() {
            @Override
            public boolean passes(ResultSet row) throws SQLException {
                int place = row.getInt(columns.size() + 1);
                String known = place == Sieve.NEW ? "" : CursorQuery.digest(dialect, row, places, digest);
                return sieve.passes(place, known);
            }

            @Override
            public void end() {
                sieve.demandAll(source);
            }
        };
    }
}
