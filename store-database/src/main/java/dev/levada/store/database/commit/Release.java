package dev.levada.store.database.commit;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.store.CrashPoint;
import dev.levada.store.Staging;
import dev.levada.store.TableVersion;
import dev.levada.store.database.books.Books;
import dev.levada.store.database.books.Entry;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.commit.Commit.Exchange;
import dev.levada.store.database.rows.Inflow;
import dev.levada.store.database.rows.Landing;
import dev.levada.store.database.rows.Landing.Landed;
import java.io.Serial;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Makes what was prepared for some tables visible, in one transaction. */
final class Release {
    private static final int READ_TRIES = 3;
    private static final int TRIES = 6;

    private final Parts parts;
    private final Sessions sessions;
    private final Books books;
    private final Landing landing;
    private final List<PreparedTable> tables;

    Release(Parts parts, List<PreparedTable> tables) {
        this.parts = parts;
        this.sessions = parts.sessions();
        this.books = parts.books();
        this.landing = parts.landing();
        this.tables = List.copyOf(tables);
        if (tables.stream().map(PreparedTable::table).distinct().count() < tables.size()) {
            throw new IllegalArgumentException("one table twice in one release: " + names());
        }
    }

    private String names() {
        return tables.stream().map(table -> table.table().toString()).collect(Collectors.joining(", "));
    }

    /** The server's answer to a commit was a failure, or never came. */
    private static final class Unclear extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        private final SQLException said;

        Unclear(SQLException said) {
            super(said);
            this.said = said;
        }
    }

    List<TableVersion> commit() {
        try {
            parts.carpentry().publish(tables, this::carryOut);
        } catch (Unclear unclear) {
            readBack(unclear.said);
        } catch (SQLException refused) {
            throw discardedAfter(sessions.failure(failing(), refused));
        } catch (RuntimeException failed) {
            throw discardedAfter(failed);
        }
        reach("after-commit");
        tables.forEach(this::followUp);
        reach("after-quarantine");
        return tables.stream().map(PreparedTable::version).toList();
    }

    /** Removes what preparing sent, because of a failure, which must not be hidden by another one. */
    private RuntimeException discardedAfter(RuntimeException failed) {
        try {
            discard();
        } catch (RuntimeException left) {
            failed.addSuppressed(left); // it is swept with the run
        }
        return failed;
    }

    private String failing() {
        return "cannot publish to " + names();
    }

    /** Tables that others do not let go of are not waited for any longer after some tries. */
    private void carryOut() throws SQLException {
        for (int attempt = 1; attempt < TRIES; attempt++) {
            try {
                sessions.in(session -> carryOut(session, Exchange.OF_TABLES));
                return;
            } catch (SQLException e) {
                boolean isHeld = parts.carpentry().isHeld(e)
                        && tables.stream().anyMatch(table -> table.belongings().isPresent());
                if (!isHeld) {
                    throw e;
                }
                pause(attempt);
            }
        }
        sessions.in(session -> carryOut(session, Exchange.OF_ROWS));
    }

    /** Those who had to wait behind this transaction go first. */
    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(100, 200) * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LevadaException(
                    "run.interrupted", Blame.INTERRUPTED, "Stopped while waiting for others who read the table.", e);
        }
    }

    /**
     * Tables are claimed in the order of their names, so that no two releases wait for each other. What makes readers wait comes
     * last, and takes no time then.
     */
    private boolean carryOut(Connection session, Exchange exchange) throws SQLException {
        parts.watch().silence(session);
        List<Commit> commits = tables.stream()
                .sorted(Comparator.comparing(PreparedTable::table))
                .map(table -> new Commit(session, parts, table))
                .toList();
        for (Commit commit : commits) {
            commit.claim();
        }
        for (Commit commit : commits) {
            if (!commit.exchanges()) {
                commit.apply(exchange);
            }
        }
        for (Commit commit : commits) {
            if (commit.exchanges()) {
                commit.apply(exchange);
            }
        }
        reach("before-commit");
        try {
            session.commit();
            return true;
        } catch (SQLException e) {
            throw new Unclear(e);
        }
    }

    private void reach(String place) {
        tables.forEach(table -> CrashPoint.reach(place, table.table()));
    }

    /** Finds out whether a commit happened whose answer was lost. The database has all of it or none. */
    private void readBack(SQLException said) {
        boolean isVisible;
        try {
            isVisible = isVisible();
        } catch (SQLException | LevadaException unreadable) {
            said.addSuppressed(unreadable);
            throw new LevadaException(
                    "store.unknown",
                    Blame.OUTSIDE,
                    "Whether run " + tables.get(0).runId() + " was committed to " + names()
                            + " is unknown: the database" + " failed (" + said.getMessage()
                            + ") and cannot be asked. The next run finds out.",
                    said);
        }
        if (!isVisible) {
            throw discardedAfter(sessions.failure(failing(), said));
        }
    }

    /** Waits for the transaction to end, wherever it got to: it holds what is written down of the table as long as it lasts. */
    private boolean isVisible() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return sessions.database().retried(() -> sessions.in(this::isVisible));
            } catch (SQLException unreadable) {
                if (attempt == READ_TRIES) {
                    throw unreadable;
                }
            }
        }
    }

    private boolean isVisible(Connection session) throws SQLException {
        PreparedTable one = tables.get(0);
        Entry entry = books.claim(session, one.table());
        boolean isVisible = books.version(
                        session, one.table(), entry.id(), one.version().id())
                .isPresent();
        session.rollback();
        return isVisible;
    }

    /** Removes what preparing sent. Harmless if it is visible, or gone. */
    void discard() {
        for (PreparedTable table : tables) {
            ownRows(table).map(Landed::name).ifPresent(landing::drop);
            table.quarantined().map(Landed::name).ifPresent(landing::drop);
            parts.carpentry().takeBack(table);
        }
    }

    /** Rows that go with what was prepared. Others go with their staging. */
    private static Optional<Landed> ownRows(PreparedTable table) {
        Staging staging = table.publication().staged().staging();
        return table.rows().filter(rows -> Inflow.landed(staging).isEmpty());
    }

    /** The commit holds whatever comes now: what fails here is swept with the run. */
    private void followUp(PreparedTable table) {
        try {
            ownRows(table).map(Landed::name).ifPresent(landing::drop);
            table.quarantined().map(Landed::name).ifPresent(landing::drop);
            parts.carpentry().followUp(table, parts.search().keyOf(table.table()));
        } catch (RuntimeException later) {
            System.getLogger(Release.class.getName())
                    .log(
                            System.Logger.Level.DEBUG,
                            "What was sent to " + table.table() + " is left to be swept",
                            later);
        }
    }
}
