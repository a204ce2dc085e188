package dev.levada.store.postgresql;

import dev.levada.store.database.books.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Schemas that tables need. Two transactions that need the same at once wait for each other. */
final class Schemas {
    private static final long LOCK = 0x6c657661_64610000L;

    private Schemas() {}

    /** Waits until no other transaction makes schemas; until this one ends, no other will. */
    static void await(Connection session) throws SQLException {
        Sql.run(session, "select pg_advisory_xact_lock(" + LOCK + ")");
    }

    static void demand(Connection session, String schema) throws SQLException {
        if (isThere(session, schema)) {
            return;
        }
        await(session);
        if (!isThere(session, schema)) {
            Sql.run(session, "create schema " + Sql.name(schema));
        }
    }

    /** Read from the catalog itself: what the server has kept of it may be older than the wait. */
    private static boolean isThere(Connection session, String schema) throws SQLException {
        return Sql.isTrue(
                session,
                "select exists (select from pg_catalog.pg_namespace where nspname = " + Sql.text(schema) + ")");
    }

    /** Whether a table is there, asked in the same way. */
    static boolean hasTable(Connection session, String schema, String table) throws SQLException {
        return Sql.isTrue(
                session,
                "select exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid ="
                        + " c.relnamespace where n.nspname = " + Sql.text(schema) + " and c.relname = "
                        + Sql.text(table) + ")");
    }
}
