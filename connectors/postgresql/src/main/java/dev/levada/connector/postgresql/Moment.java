package dev.levada.connector.postgresql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.sql.SqlStates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A transaction that stays open, so that others can see what it sees. */
final class Moment {
    private final Sessions sessions;
    private final Optional<Moments.Demand> demand;
    private final Query query;
    private final int[] reads;
    private int readers;
    private Sessions.@Nullable Session session;
    private String id = "";
    private boolean lent;
    private boolean lost;

    Moment(Sessions sessions, Part part, Optional<Moments.Demand> demand) {
        this.demand = demand;
        this.sessions = sessions;
        this.query = part.query();
        this.reads = new int[part.count()];
    }

    /**
     * Begins it, unless it has begun. What is read is locked first against being rewritten, which would move its rows from
     * part to part: a statement that gives no rows does that, for all that it would read.
     */
    synchronized void begin() throws SQLException {
        if (session != null) {
            return;
        }
        Sessions.Session begun = sessions.take();
        try (Statement statement = begun.connection().createStatement()) {
            if (demand.isPresent()) {
                // Before anything is seen: a table that took the place of this one meanwhile would seem to be empty.
                statement.execute("lock table " + query.from() + " in access share mode");
                demand.get().at(begun.connection());
            } else {
                statement.execute("select 1 from " + query.from() + " limit 0");
            }
            try (ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
                row.next();
                id = row.getString(1);
            }
            session = begun;
        } catch (SQLException | RuntimeException e) {
            begun.close();
            throw e;
        }
    }

    /** Lets a session see what this one does, which has seen nothing yet. */
    void show(Sessions.Session other) throws SQLException {
        if (other.isLent()) {
            return;
        }
        try (Statement statement = other.connection().createStatement()) {
            statement.execute("set transaction snapshot '" + id + "'");
        } catch (SQLException e) {
            if (SqlStates.isPassing(e)) {
                throw e;
            }
            throw ended(e);
        }
    }

    private LevadaException ended(@Nullable SQLException cause) {
        return LevadaException.retryable(
                "source.unreachable",
                Blame.OUTSIDE,
                "The session that keeps the moment as of which " + query.from() + " is read has ended. Run again.",
                cause);
    }

    /** Its own connection, for a reader that {@link #lend} gave it to. */
    Connection connection() {
        return begun().connection();
    }

    private Sessions.Session begun() {
        if (session == null) {
            throw new IllegalStateException("a moment that has not begun");
        }
        return session;
    }

    /**
     * Whether its own session is free, which it is not from then on. Guarded by the sessions.
     *
     * @throws LevadaException if the session has ended
     */
    boolean lend() {
        if (lost) {
            throw ended(null);
        }
        boolean free = !lent;
        lent = true;
        return free;
    }

    /** Guarded by the sessions. */
    void takeBack() {
        lent = false;
    }

    /** Told that its own session has ended, in the hands of a reader. Guarded by the sessions. */
    void lose() {
        lost = true;
    }

    /** One more reads a part. Guarded by the moments, as is all that counts readers. */
    void enter(int part) {
        reads[part]++;
        readers++;
    }

    void leave() {
        readers--;
    }

    void forgo(int part) {
        reads[part]++;
    }

    /** Whether nobody reads, and each part was read as often as the others, unless another moment would do as well. */
    boolean isOver() {
        return readers == 0
                && (demand.isPresent() || Arrays.stream(reads).distinct().count() == 1);
    }

    /** Never throws. */
    synchronized void end() {
        if (session != null) {
            session.done();
            session = null;
        }
    }
}
