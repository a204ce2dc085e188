package dev.levada.store.database.rows;

import dev.levada.store.Courier;
import dev.levada.store.Staged;
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
    public record Landed(String name, String sql, long rows, long bytes) {}

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

    /** Sends staged rows to a table of their own. */
    public Landed land(Staged staged, Kind kind, Course course) {
        String what = "cannot send the rows of " + staged.staging().table();
        String name = sessions.change(what, session -> made(session, staged, kind));
        try {
            long rows = sessions.change(what, session -> send(session, name, staged, course));
            if (rows != staged.rows()) {
                throw new IllegalStateException("of " + staged.rows() + " staged rows of "
                        + staged.staging().table() + " " + rows + " arrived");
            }
            long bytes = sessions.ask(what, session -> watch.size(session, words.staging(name)));
            return new Landed(name, words.staging(name), rows, bytes);
        } catch (RuntimeException | Error failed) {
            drop(name, failed);
            throw failed;
        }
    }

    /** It is written down first, so that it is found again even where it is made in a transaction of its own. */
    private String made(Connection session, Staged staged, Kind kind) throws SQLException {
        String name = "rows_" + books.nextVersion(session);
        Sql.run(
                session,
                "insert into " + words.books("stagings") + " (name, run_id) values (" + Sql.text(name) + ", "
                        + Sql.text(staged.staging().runId()) + ")");
        traffic.make(session, words.staging(name), staged.staging().columns(), kind);
        return name;
    }

    private long send(Connection session, String name, Staged staged, Course course) throws SQLException {
        List<String> columns =
                staged.staging().columns().stream().map(StoredColumn::name).toList();
        String title = staged.staging().table().toString();
        return traffic.send(session, words.staging(name), title, courier.rows(scan(staged), columns), course);
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
