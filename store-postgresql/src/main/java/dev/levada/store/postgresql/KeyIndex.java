package dev.levada.store.postgresql;

import dev.levada.store.database.books.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.stream.Collectors;

/** The index by which rows of a table are found that new ones meet. */
final class KeyIndex {
    private final Connection session;
    private final String table;

    /** @param table as it stands in SQL */
    KeyIndex(Connection session, String table) {
        this.session = session;
        this.table = table;
    }

    /**
     * Makes it, unless the table has one that begins with these columns, in any order. What cannot be indexed, such as very long
     * texts, is searched without.
     *
     * @param key the columns by which rows were searched
     */
    void demand(List<String> key) throws SQLException {
        if (isThere(key)) {
            return;
        }
        Savepoint before = session.setSavepoint();
        try {
            String columns = key.stream().map(Sql::name).collect(Collectors.joining(", "));
            Sql.run(session, "create index on " + table + " (" + columns + ")");
            session.releaseSavepoint(before);
        } catch (SQLException unsuited) {
            session.rollback(before);
        }
    }

    private boolean isThere(List<String> key) throws SQLException {
        String columns = key.stream().map(Sql::text).collect(Collectors.joining(", "));
        return Sql.isTrue(
                session,
                "select exists (select from pg_index i where i.indrelid = " + Sql.text(table)
                        + "::regclass and i.indisvalid and i.indpred is null and (select count(distinct a.attname) from"
                        + " unnest((i.indkey::int2[])[0:" + (key.size() - 1) + "]) as k (number) join pg_attribute a on"
                        + " a.attrelid = i.indrelid and a.attnum = k.number where a.attname in (" + columns + ")) = "
                        + key.size() + ")");
    }
}
