package dev.levada.connector.jdbc;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a source, never more than so many at once. Whoever wants one waits for it. Those that are given back
 * whole are used again.
 */
public final class Sessions implements AutoCloseable {
    private static final int ANSWER_SECONDS = 5;

    private final Dialect dialect;
    private final int most;
    private final Semaphore free;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean isClosed;

    /** @param most how many at once */
    public Sessions(Dialect dialect, int most) {
        this.dialect = dialect;
        this.most = most;
        this.free = new Semaphore(most, true);
    }

    public int most() {
        return most;
    }

    /** Waits for a session, which is at the beginning of a transaction. */
    public Session take() throws SQLException {
        return take(1, 1).get(0);
    }

    /**
     * Waits for several of them.
     *
     * @param needed what there must be, at most {@link #most}
     * @param wanted what there may be, as far as they are free
     */
    public List<Session> take(int needed, int wanted) throws SQLException {
        acquire(needed);
        int count = needed;
        while (count < wanted && free.tryAcquire()) {
            count++;
        }
        List<Session> taken = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Session session = new Lent(connection());
                taken.add(session);
                dialect.begin(session.connection());
            }
            return taken;
        } catch (SQLException | RuntimeException e) {
            taken.forEach(Session::abandon);
            free.release(count - taken.size());
            throw e;
        }
    }

    private void acquire(int count) {
        try {
            free.acquire(count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LevadaException(
                    "run.interrupted", Blame.INTERRUPTED, "Stopped while waiting for a free connection.", e);
        }
    }

    private Connection connection() throws SQLException {
        for (Connection kept = kept(); kept != null; kept = kept()) {
            if (kept.isValid(ANSWER_SECONDS)) {
                return kept;
            }
            drop(kept);
        }
        return dialect.open();
    }

    private @Nullable Connection kept() {
        synchronized (idle) {
            return idle.pollLast();
        }
    }

    private void drop(Connection connection) {
        try {
            dialect.abandon(connection);
        } catch (SQLException e) {
            // nothing is lost by a connection that only read
        }
    }

    @Override
    public void close() {
        List<Connection> left;
        synchronized (idle) {
            isClosed = true;
            left = List.copyOf(idle);
            idle.clear();
        }
        left.forEach(this::drop);
    }

    private final class Lent implements Session {
        private final Connection connection;
        private boolean isBack;

        Lent(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public void close() throws SQLException {
            if (isBack) {
                return;
            }
            boolean kept = false;
            try {
                connection.rollback();
                synchronized (idle) {
                    kept = !isClosed && dialect.keepsConnections() && idle.add(connection);
                }
            } finally {
                if (!kept) {
                    drop(connection);
                }
                isBack = true;
                free.release();
            }
        }

        @Override
        public void abandon() {
            if (!isBack) {
                isBack = true;
                drop(connection);
                free.release();
            }
        }
    }
}
