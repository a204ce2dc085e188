package dev.levada.connector.jdbc.mysql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.connector.jdbc.Session;
import dev.levada.connector.jdbc.Splitting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Sessions whose transactions see the same moment; each reads one part after the other. */
final class MysqlView implements Splitting.View {
    private final Deque<Session> idle;
    private int left;
    private boolean isEnded;

    MysqlView(List<Session> sessions) {
        this.idle = new ArrayDeque<>(sessions);
        this.left = sessions.size();
    }

    @Override
    public synchronized Session session() {
        try {
            while (idle.isEmpty() && left > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LevadaException("run.interrupted", Blame.INTERRUPTED, "Stopped while waiting for a session.", e);
        }
        if (left == 0) {
            throw LevadaException.retryable(
                    "source.unreachable",
                    Blame.OUTSIDE,
                    "All sessions that saw the moment as of which the table is read have ended. Run again.",
                    null);
        }
        return new Borrowed(idle.pop());
    }

    @Override
    public String suffix() {
        return "";
    }

    @Override
    public synchronized void end() {
        isEnded = true;
        while (!idle.isEmpty()) {
            release(idle.pop());
        }
    }

    private synchronized void giveBack(Session session) {
        if (isEnded) {
            release(session);
        } else {
            idle.push(session);
            notifyAll();
        }
    }

    private synchronized void lose(Session session) {
        session.abandon();
        left--;
        notifyAll();
    }

    private static void release(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            // nothing is lost by a session that only read
        }
    }

    /** A session for one part. */
    private final class Borrowed implements Session {
        private final Session session;
        private boolean isBack;

        Borrowed(Session session) {
            this.session = session;
        }

        @Override
        public Connection connection() {
            return session.connection();
        }

        @Override
        public void close() {
            if (!isBack) {
                isBack = true;
                giveBack(session);
            }
        }

        @Override
        public void abandon() {
            if (!isBack) {
                isBack = true;
                lose(session);
            }
        }
    }
}
