package dev.levada.store.postgresql;

import dev.levada.connector.postgresql.CopyWriter;
import dev.levada.store.Courier;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.TableScan.Matching;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Tables in which rows wait in the database until they are published. Nobody but Levada looks at them. */
final class Landing {
    private final Sessions sessions;
    private final Courier courier;

    Landing(Sessions sessions, Courier courier) {
        this.sessions = sessions;
        this.courier = courier;
    }

    /**
     * A table that rows lie in.
     *
     * @param name in the schema of such tables
     */
    record Landed(String name, long rows, long bytes) {
        String sql() {
            return Sql.staging(name);
        }
    }

    /** What becomes of the table. */
    enum Kind {
        /** Its rows are copied from there. It need not outlive a crash of the server. */
        PASSING("create unlogged table "),
        /** It takes the place of another, or becomes a new one. */
        LASTING("create table ");

        private final String create;

        Kind(String create) {
            this.create = create;
        }
    }

    /** What to read for the rows that were staged. */
    static TableScan scan(Staged staged) {
        List<DataFile> files = staged.files().stream()
                .map(file -> new DataFile(file.path(), file.rows(), file.bytes()))
                .toList();
        List<String> constants = List.copyOf(staged.staging().constants().keySet());
        return new TableScan(staged.staging().columns(), files, staged.removed(), constants, Matching.BY_NAME);
    }

    /** Sends staged rows to a table of their own. */
    Landed land(Staged staged, Kind kind) {
        List<StoredColumn> columns = staged.staging().columns();
        String what = "cannot send the rows of " + staged.staging().table();
        String name = sessions.change(what, session -> made(session, staged, kind));
        try {
            long rows = sessions.change(what, session -> send(session, name, staged, columns));
            if (rows != staged.rows()) {
                throw new IllegalStateException("of " + staged.rows() + " staged rows of "
                        + staged.staging().table() + " " + rows + " arrived");
            }
            long bytes = sessions.ask(
                    what, session -> Sql.number(session, "select pg_table_size('" + Sql.staging(name) + "')"));
            return new Landed(name, rows, bytes);
        } catch (RuntimeException | Error failed) {
            drop(name, failed);
            throw failed;
        }
    }

    private static String made(Connection session, Staged staged, Kind kind) throws SQLException {
        String name = "rows_" + Books.nextVersion(session);
        Sql.run(
                session,
                kind.create + Sql.staging(name) + " ("
                        + Sql.declared(staged.staging().columns()) + ")");
        Sql.run(
                session,
                "insert into levada.stagings (name, run_id) values (" + Sql.text(name) + ", "
                        + Sql.text(staged.staging().runId()) + ")");
        return name;
    }

    private long send(Connection session, String name, Staged staged, List<StoredColumn> columns) throws SQLException {
        List<String> names = columns.stream().map(StoredColumn::name).toList();
        String into = Sql.staging(name) + " (" + Sql.names(columns) + ")";
        try (CopyWriter writer = CopyWriter.begin(session, into, columns.size())) {
            RowEncoder encoder = new RowEncoder(
                    staged.staging().table().toString(),
                    columns.stream().map(StoredColumn::column).toList(),
                    writer);
            courier.rows(scan(staged), names).forEach(encoder);
            return writer.end();
        } catch (RowEncoder.Refused refused) {
            throw refused.said();
        }
    }

    /** Drops a table because of a failure, which must not be hidden by another one. */
    void drop(String name, Throwable failed) {
        try {
            drop(name);
        } catch (RuntimeException left) {
            failed.addSuppressed(left); // it is swept with the run
        }
    }

    /** Drops a table, if it is still there. */
    void drop(String name) {
        sessions.change("cannot drop the table " + Sql.staging(name), session -> {
            forget(session, name);
            return Sql.run(session, "drop table if exists " + Sql.staging(name));
        });
    }

    /** From now on it is no table that waits. */
    static void forget(Connection session, String name) throws SQLException {
        Sql.run(session, "delete from levada.stagings where name = " + Sql.text(name));
    }

    /** Drops what a run, or parts of it, left. */
    void sweep(String runId) {
        String mine = "run_id = " + Sql.text(runId) + " or starts_with(run_id, " + Sql.text(runId + ".") + ")";
        List<String> names = sessions.ask("cannot look for what run " + runId + " left", session -> {
            List<String> found = new ArrayList<>();
            try (Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery("select name from levada.stagings where " + mine)) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        });
        names.forEach(this::drop);
    }
}
