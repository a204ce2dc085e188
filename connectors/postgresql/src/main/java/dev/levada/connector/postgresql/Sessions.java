package dev.levada.connector.postgresql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one connection: never more than are allowed, each used by one reader at a time, and again by the next.
 * Whoever needs one while all are in use waits. Nobody waits for one while holding another, except for a {@link Moment}, whose
 * own session its readers may use: so somebody can always go on. Only readers of queries that were stopped do not, and are not
 * closed before others of their query stop waiting: so whoever waits while no reader moves gives up in the end.
 */
final class Sessions implements AutoCloseable {
    private final Server server;
    private final int most;
    private final Duration patience;
    private final AtomicLong moves = new AtomicLong();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private int used;
    private boolean closed;

    /** @param patience how long to wait for a session while no reader moves */
    Sessions(Server server, int most, Duration patience) {
        this.server = server;
        this.most = most;
        this.patience = patience;
    }

    /** Told by readers that they go on. */
    void moved() {
        moves.incrementAndGet();
    }

    Server server() {
        return server;
    }

    /** A session that sees a moment of its own. */
    Session take() throws SQLException {
        return take(null);
    }

    /** A session to read as of a moment: one of its own, or the moment's if no other can be had. */
    Session take(@Nullable Moment moment) throws SQLException {
        synchronized (this) {
            while (idle.isEmpty() && used >= most && !closed) {
                if (moment != null && moment.lend()) { // which throws if the moment is over
                    return new Session(this, moment.connection(), moment);
                }
                await();
            }
            if (closed) {
                throw new LevadaException(
                        "run.interrupted", Blame.INTERRUPTED, "Stopped while waiting for a session with a server.");
            }
            used++;
            if (!idle.isEmpty()) {
                return new Session(this, idle.pop(), null);
            }
        }
        try {
            return new Session(this, server.open(), null);
        } catch (SQLException | RuntimeException e) {
            freed();
            throw e;
        }
    }

    private void await() {
        long before = moves.get();
        long begin = System.nanoTime();
        try {
            wait(patience.toMillis());
            boolean enough = System.nanoTime() - begin >= patience.toNanos();
            if (enough && moves.get() == before) {
                throw LevadaException.retryable(
                        "source.busy",
                        Blame.OUTSIDE,
                        "Connection '" + server.name() + "': all " + most
                                + " sessions (`max_connections`) were in use for " + patience.toSeconds()
                                + " seconds, and none of them went on. Run again, or allow more.",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LevadaException(
                    "run.interrupted", Blame.INTERRUPTED, "Stopped while waiting for a session with a server.", e);
        }
    }

    private synchronized void freed() {
        used--;
        moved();
        notifyAll();
    }

    /** Takes back a session that did all that it was asked. */
    private void keep(Connection connection) {
        try {
            connection.rollback(); // it only read; what comes next sees another moment
        } catch (SQLException e) {
            drop(connection);
            return;
        }
        synchronized (this) {
            if (!closed) {
                idle.push(connection);
                freed();
                return;
            }
        }
        drop(connection);
    }

    /** Ends a session that may be in the middle of something, and those that wait for work: they may be as broken. */
    private void drop(Connection connection) {
        List<Connection> ended = new ArrayList<>(List.of(connection));
        synchronized (this) {
            ended.addAll(idle);
            idle.clear();
            freed();
        }
        ended.forEach(Sessions::end);
    }

    private static void end(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // nothing is lost by a connection that only read
        }
    }

    /** Ends the sessions that nobody uses; the others end when they are given back. */
    @Override
    public void close() {
        List<Connection> ended;
        synchronized (this) {
            closed = true;
            ended = new ArrayList<>(idle);
            idle.clear();
            notifyAll();
        }
        ended.forEach(Sessions::end);
    }

    /** A session while somebody uses it. Closing it in the middle of something ends it. */
    static final class Session implements AutoCloseable {
        private final Sessions sessions;
        private final Connection connection;
        private final @Nullable Moment lender;
        private boolean returned;

        private Session(Sessions sessions, Connection connection, @Nullable Moment lender) {
            this.sessions = sessions;
            this.connection = connection;
            this.lender = lender;
        }

        Connection connection() {
            return connection;
        }

        /** Whether its transaction sees a moment already, which is the one that it was taken for. */
        boolean isLent() {
            return lender != null;
        }

        /** Gives it back when all that was asked was answered, for others to use. */
        void done() {
            if (returned) {
                return;
            }
            returned = true;
            if (lender == null) {
                sessions.keep(connection);
            } else {
                synchronized (sessions) {
                    lender.takeBack();
                    sessions.notifyAll();
                }
            }
        }

        @Override
        public void close() {
            if (returned) {
                return;
            }
            returned = true;
            if (lender == null) {
                sessions.drop(connection);
                return;
            }
            end(connection);
            synchronized (sessions) {
                lender.lose();
                sessions.notifyAll();
            }
        }
    }
}
