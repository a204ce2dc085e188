package dev.levada.ledger;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/** Brings a ledger's tables up to date, step by step. A step that was released is never changed; new ones follow it. */
final class Migrations {
    /** The first stands at index 0 and makes version 1. */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    """
            create table runs (
              run_id text primary key,
              started_us integer not null,
              ended_us integer,
              status text not null,
              environment text,
              command text not null,
              host text not null,
              pid integer not null,
              process_started_us integer,
              report text
            )""",
                    "create index runs_by_status on runs (status)",
                    "create index runs_by_start on runs (started_us)"),
            SqliteHistories.SCHEMA,
            List.of("""
            create table leases (
              asset text primary key,
              run_id text not null,
              host text not null,
              pid integer not null,
              process_started_us integer,
              acquired_us integer not null,
              renewed_us integer not null
            )"""),
            // Which commits were overwrites was not remembered; all is read from the tables again.
            List.of("delete from tables", "delete from commits", "delete from settled"),
            SqliteVerifications.SCHEMA);

    private Migrations() {}

    /** Applies the steps that are missing, in one transaction that keeps other processes out. */
    static void apply(Connection connection, Path file, Instant now) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (hasVersions(statement) && version(statement) == STEPS.size()) {
                return;
            }
            statement.execute("begin immediate");
            try {
                statement.execute(
                        "create table if not exists schema_version (version integer primary key, applied text not null)");
                int version = version(statement);
                demandKnown(version, file);
                for (int next = version; next < STEPS.size(); next++) {
                    step(connection, next, now);
                }
                statement.execute("commit");
            } catch (SQLException | RuntimeException e) {
                statement.execute("rollback");
                throw e;
            }
        }
    }

    private static boolean hasVersions(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("select 1 from sqlite_master where name = 'schema_version'")) {
            return found.next();
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("select coalesce(max(version), 0) from schema_version")) {
            found.next();
            return found.getInt(1);
        }
    }

    private static void demandKnown(int version, Path file) {
        if (version > STEPS.size()) {
            throw new LevadaException(
                    "ledger.newer",
                    Blame.PROJECT,
                    "The ledger " + file + " has version " + version + ", but this Levada knows versions up to "
                            + STEPS.size() + ". Use the newer Levada that wrote it.");
        }
    }

    private static void step(Connection connection, int index, Instant now) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : STEPS.get(index)) {
                statement.execute(sql);
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into schema_version (version, applied) values (?, ?)")) {
            insert.setInt(1, index + 1);
            insert.setString(2, now.toString());
            insert.executeUpdate();
        }
    }
}
