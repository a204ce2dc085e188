package dev.levada.api.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The moments as of which extents are read that have several parts. A moment begins with the first part that is opened
 * and stays until each part was read as often as the others, or until nobody reads any more after a part was left before
 * its end; then what is read next begins a new one. So the parts that one query reads are always of one moment, even if two
 * queries read the same at once.
 */
public final class Moments<M extends Moments.Moment> implements AutoCloseable {
    private final Map<String, Kept<M>> kept = new HashMap<>();

    /** What sessions hold on to, so that all see the same. */
    public interface Moment {
        /** Lets it go. */
        void end();
    }

    /** The beginning of a moment. */
    @FunctionalInterface
    public interface Beginning<M> {
        M begin() throws SQLException;
    }

    /**
     * Enters the moment as of which a part is to be read, beginning it if it is the first.
     *
     * @param whole what all parts of one extent have in common, and no part of another
     * @param part which of the parts it is, from 0
     */
    public Visit<M> enter(String whole, int part, int parts, Beginning<M> beginning) throws SQLException {
        Kept<M> moment;
        synchronized (kept) {
            moment = kept.computeIfAbsent(whole, first -> new Kept<>(parts));
            moment.reads[part]++;
            moment.readers++;
        }
        try {
            return new Visit<>(this, whole, moment, moment.begun(beginning));
        } catch (SQLException | RuntimeException e) {
            leave(whole, moment, false);
            throw e;
        }
    }

    private void leave(String whole, Kept<M> moment, boolean finished) {
        synchronized (kept) {
            moment.readers--;
            moment.isAbandoned |= !finished;
            boolean even = Arrays.stream(moment.reads).distinct().count() == 1;
            if (moment.readers > 0 || !(even || moment.isAbandoned)) {
                return;
            }
            kept.remove(whole, moment);
        }
        moment.end();
    }

    @Override
    public void close() {
        List<Kept<M>> left;
        synchronized (kept) {
            left = List.copyOf(kept.values());
            kept.clear();
        }
        left.forEach(Kept::end);
    }

    private static final class Kept<M extends Moment> {
        private final int[] reads;
        private int readers;
        private boolean isAbandoned;
        private @Nullable M moment;

        Kept(int parts) {
            this.reads = new int[parts];
        }

        /** Others that read the same wait here until it has begun; those that read something else do not. */
        synchronized M begun(Beginning<M> beginning) throws SQLException {
            M begun = moment;
            if (begun == null) {
                begun = beginning.begin();
                moment = begun;
            }
            return begun;
        }

        synchronized void end() {
            M begun = moment;
            moment = null;
            if (begun != null) {
                begun.end();
            }
        }
    }

    /** One reader's stay in a moment. Used by one thread. */
    public static final class Visit<M extends Moment> implements AutoCloseable {
        private final Moments<M> moments;
        private final String whole;
        private final Kept<M> kept;
        private final M moment;
        private boolean isFinished;
        private boolean isClosed;

        private Visit(Moments<M> moments, String whole, Kept<M> kept, M moment) {
            this.moments = moments;
            this.whole = whole;
            this.kept = kept;
            this.moment = Objects.requireNonNull(moment);
        }

        public M moment() {
            return moment;
        }

        /** To be called when the part was read to its end. */
        public void finish() {
            isFinished = true;
        }

        @Override
        public void close() {
            if (!isClosed) {
                isClosed = true;
                moments.leave(whole, kept, isFinished);
            }
        }
    }
}
