package dev.levada.connector.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The moments as of which extents are read that have several parts. A moment begins with the first part that is opened
 * and stays until each part was read, or passed over, as often as the others; then what is read next begins a new one. So
 * the parts that one query reads are always of one moment, even if two queries read the same at once.
 */
final class Moments implements AutoCloseable {
    private final Sessions sessions;
    private final Optional<Demand> demand;
    private final Map<String, Moment> moments = new HashMap<>();

    /** What must hold at a moment. */
    @FunctionalInterface
    interface Demand {
        /** @param session shows the moment */
        void at(Connection session) throws SQLException;
    }

    /** Moments of any kind, each of which stays until all parts were read. */
    Moments(Sessions sessions) {
        this(sessions, Optional.empty());
    }

    /** Moments at which something holds, so that any is as good as another: one ends when nobody reads. */
    static Moments demanding(Sessions sessions, Demand demand) {
        return new Moments(sessions, Optional.of(demand));
    }

    private Moments(Sessions sessions, Optional<Demand> demand) {
        this.sessions = sessions;
        this.demand = demand;
    }

    /** Whether a part is to be read as of a moment of these even if there is no other. */
    boolean areDemanding() {
        return demand.isPresent();
    }

    /** The moment as of which a part is to be read; give it back by {@link #leave}. */
    synchronized Moment enter(Part part) {
        Moment moment = moments.computeIfAbsent(part.extent(), extent -> new Moment(sessions, part, demand));
        moment.enter(part.index());
        return moment;
    }

    void leave(Part part, Moment moment) {
        synchronized (this) {
            moment.leave();
            if (!moment.isOver()) {
                return;
            }
            moments.remove(part.extent(), moment);
        }
        moment.end();
    }

    /** Passes over a part that nobody will read, because the reading of the others failed. */
    void forgo(Part part) {
        Moment moment;
        synchronized (this) {
            moment = moments.get(part.extent());
            if (moment == null) {
                return;
            }
            moment.forgo(part.index());
            if (!moment.isOver()) {
                return;
            }
            moments.remove(part.extent(), moment);
        }
        moment.end();
    }

    @Override
    public synchronized void close() {
        moments.values().forEach(Moment::end);
        moments.clear();
    }
}
