package dev.levada.store.database.books;

import dev.levada.api.LevadaException;
import dev.levada.api.sql.Database;
import dev.levada.api.sql.Retry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Sessions with a database, kept for whoever needs one next. Thread-safe. */
public final class Sessions implements AutoCloseable {
    /** How long a statement waits for others. */
    public static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

    private static final int KEPT = 4;
    private static final int ANSWER_SECONDS = 5;

    private final Database database;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    public Sessions(Database database) {
        this.database = database;
    }

    /** What is done in a session. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection session) throws SQLException;
    }

    public Database database() {
        return database;
    }

    /** Asks for something, again if the server was out of reach. @param what what it is, as the beginning of a sentence */
    public <T> T ask(String what, Work<T> work) {
        return translated(
                what,
                () -> database.retried(() -> in(session -> {
                    T answer = work.with(session);
                    session.rollback();
                    return answer;
                })));
    }

    /** Changes something in one transaction. */
    public <T> T change(String what, Work<T> work) {
        return translated(
                what,
                () -> in(session -> {
                    T result = work.with(session);
                    session.commit();
                    return result;
                }));
    }

    /** Does something in a session, which it leaves without a transaction under way. */
    public <T> T in(Work<T> work) throws SQLException {
        Connection session = take();
        boolean isFine = false;
        try {
            T result = work.with(session);
            isFine = true;
            return result;
        } finally {
            give(session, isFine);
        }
    }

    private <T> T translated(String what, Retry.Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    public LevadaException failure(String what, SQLException e) {
        return database.failure(what, e);
    }

    private Connection take() throws SQLException {
        Connection kept;
        synchronized (idle) {
            kept = idle.poll();
        }
        if (kept != null) {
            if (kept.isValid(ANSWER_SECONDS)) {
                return kept;
            }
            end(kept);
        }
        return database.openToWrite(LOCK_TIMEOUT);
    }

    private void give(Connection session, boolean isFine) {
        boolean isKept = isFine || isUndone(session);
        synchronized (idle) {
            if (isKept && !closed && idle.size() < KEPT) {
                idle.push(session);
                return;
            }
        }
        end(session);
    }

    private static boolean isUndone(Connection session) {
        try {
            session.rollback();
            return !session.isClosed();
        } catch (SQLException gone) {
            return false;
        }
    }

    private static void end(Connection session) {
        try {
            session.close();
        } catch (SQLException e) {
            // the server ends it, and with it whatever was not committed
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(Sessions::end);
            idle.clear();
        }
        database.close();
    }
}
