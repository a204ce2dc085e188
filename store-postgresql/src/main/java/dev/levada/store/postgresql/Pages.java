package dev.levada.store.postgresql;

import dev.levada.store.database.books.Sql;
import dev.levada.store.database.rows.Bulk;
import dev.levada.store.database.rows.Traffic.Part;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Parts of a table: ranges of its pages if all rows are meant and a part has a page at least, which costs nothing to find; else the
 * places of its rows, as one query gives them bit by bit.
 */
record Pages(Connection session, Bulk table) {
    /** Of a table that has hardly any rows on its pages any more; 64 MiB. */
    private static final long MOST = 8192;

    void part(String condition, int most, Part part) throws SQLException {
        if (!condition.isEmpty()) {
            named(" where " + condition, most, part);
            return;
        }
        long pages = Sql.number(
                session,
                "select pg_relation_size(" + Sql.text(table.table()) + ") / current_setting('block_size')::bigint");
        double each = (double) pages * most / Math.max(1, table.rows());
        if (each < 1) {
            named("", most, part);
        } else {
            ranges(pages, Math.min(MOST, (long) each), part);
        }
    }

    private static void ranges(long pages, long each, Part part) throws SQLException {
        for (long from = 0; from < pages; from += each) {
            String upTo = from + each < pages ? " and ctid < '(" + (from + each) + ",0)'" : "";
            part.take("ctid >= '(" + from + ",0)'" + upTo);
        }
    }

    /** The query sees none of what is done to the rows, and the server goes on with it only when it is asked for more. */
    private void named(String condition, int most, Part part) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.setFetchSize(most);
            try (ResultSet row = statement.executeQuery("select ctid from " + table.table() + condition)) {
                StringBuilder places = new StringBuilder();
                int count = 0;
                while (row.next()) {
                    places.append(count == 0 ? "\"" : ",\"")
                            .append(row.getString(1))
                            .append('"');
                    if (++count == most) {
                        take(places, part);
                        count = 0;
                    }
                }
                if (count > 0) {
                    take(places, part);
                }
            }
        }
    }

    private static void take(StringBuilder places, Part part) throws SQLException {
        part.take("ctid = any ('{" + places + "}'::tid[])");
        places.setLength(0);
    }
}
