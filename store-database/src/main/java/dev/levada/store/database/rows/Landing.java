package dev.levada.store.database.rows;

import dev.levada.store.Courier;
import dev.levada.store.RowStream;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.TableScan.Matching;
import dev.levada.store.database.books.Books;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Watch;
import dev.levada.store.database.books.Words;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Tables in which rows wait in the database until they are published. Nobody but Levada looks at them. */
public final class Landing {
    private final Sessions sessions;
    private final Books books;
    private final Words words;
    private final Watch watch;
    private final Traffic traffic;
    private final Courier courier;

    public Landing(Sessions sessions, Books books, Words words, Watch watch, Traffic traffic, Courier courier) {
        this.sessions = sessions;
        this.books = books;
        this.words = words;
        this.watch = watch;
        this.traffic = traffic;
        this.courier = courier;
    }

    /**
     * A table that rows lie in.
     *
     * @param name among such tables
     * @param sql as it stands in SQL
     */
    public record Landed(String name, String sql, Kind kind, long rows, long bytes) {}

    /** What becomes of the table. */
    public enum Kind {
        /** Its rows are copied from there. It need not outlive a crash of the server. */
        PASSING,
        /** It takes the place of another, or becomes a new one. */
        LASTING
    }

    /** What to read for the rows that were staged. */
    public static TableScan scan(Staged staged) {
        List<DataFile> files = staged.files().stream()
                .map(file -> new DataFile(file.path(), file.rows(), file.bytes()))
                .toList();
        List<String> constants = List.copyOf(staged.staging().constants().keySet());
        return new TableScan(staged.staging().columns(), files, staged.removed(), constants, Matching.BY_NAME);
    }

    /** Sends rows that were staged in files to a table of their own. */
    public Landed land(Staged staged, Kind kind, Course course) {
        Staging staging = staged.staging();
        return land(staging, kind, waiting -> {
            List<String> columns = staging.columns().stream()
                    .map(StoredColumn::name)
                    .filter(column -> !waiting.filledIn().contains(column))
                    .toList();
            RowStream rows = courier.rows(scan(staged), columns);
            long arrived = new Lanes(sessions, traffic, false)
                    .send(staging.table(), words.staging(waiting.name()), rows, staged.rows(), course);
            if (arrived != staged.rows()) {
                throw new IllegalStateException(
                        "of " + staged.rows() + " staged rows of " + staging.table() + " " + arrived + " arrived");
            }
            return arrived;
        });
    }

    /**
     * Sends rows to a table of their own while they are produced, without those columns that are the same for all. Who produces
     * them demands that all arrived.
     */
    public Landed land(Staging staging, Kind kind, RowStream rows) {
        return land(staging, kind, waiting -> {
            if (!waiting.filledIn().equals(staging.constants().keySet())) {
                throw new IllegalStateException(staging.constants() + " are not filled in, but " + waiting.filledIn());
            }
            return new Lanes(sessions, traffic, true)
                    .send(staging.table(), words.staging(waiting.name()), rows, Long.MAX_VALUE, Course.unfollowed());
        });
    }

    /**
     * A table that rows are sent to.
     *
     * @param filledIn the columns that it fills in itself
     */
    private record Waiting(String name, Set<String> filledIn) {}

    /** Sends rows to a table, and returns how many arrived. */
    @FunctionalInterface
    private interface Sending {
        long to(Waiting waiting);
    }

    private Landed land(Staging staging, Kind kind, Sending sending) {
        String what = "cannot send the rows of " + staging.table();
        Waiting waiting = sessions.change(what, session -> made(session, staging, kind));
        String name = waiting.name();
        String table = words.staging(name);
        try {
            long rows = sending.to(waiting);
            if (!waiting.filledIn().isEmpty()) {
                sessions.change(what, session -> {
                    traffic.fillInNothing(session, table, waiting.filledIn());
                    return table;
                });
            }
            long bytes = sessions.ask(what, session -> watch.size(session, table));
            return new Landed(name, table, kind, rows, bytes);
        } catch (RuntimeException | Error failed) {
            drop(name, failed);
            throw failed;
        }
    }

    /** It is written down first, so that it is found again even where it is made in a transaction of its own. */
    private Waiting made(Connection session, Staging staging, Kind kind) throws SQLException {
        String name = "rows_" + books.nextVersion(session);
        String table = words.staging(name);
        List<StoredColumn> columns = staging.columns();
        Sql.run(
                session,
                "insert into " + words.books("stagings") + " (name, run_id) values (" + Sql.text(name) + ", "
                        + Sql.text(staging.runId()) + ")");
        traffic.make(session, table, columns, kind);
        return new Waiting(name, traffic.fillIn(session, table, columns, staging.constants()));
    }

    /** Drops a table because of a failure, which must not be hidden by another one. */
    public void drop(String name, Throwable failed) {
        try {
            drop(name);
        } catch (RuntimeException left) {
            failed.addSuppressed(left); // it is swept with the run
        }
    }

    /** Drops a table, if it is still there. */
    public void drop(String name) {
        sessions.change("cannot drop the table " + words.staging(name), session -> {
            Sql.run(session, "drop table if exists " + words.staging(name));
            forget(session, name);
            return name;
        });
    }

    /** From now on it is no table that waits. */
    public void forget(Connection session, String name) throws SQLException {
        Sql.run(session, "delete from " + words.books("stagings") + " where name = " + Sql.text(name));
    }

    /** Drops what a run, or parts of it, left. */
    public void sweep(String runId) {
        List<String> names = sessions.ask(
                "cannot look for what run " + runId + " left",
                session -> Sql.texts(
                        session, "select name from " + words.books("stagings") + " where " + Sql.ofRun(runId)));
        names.forEach(this::drop);
    }
}
