package dev.levada.store.database.rows;

import dev.levada.store.Publication.Follower;

/** Tells whoever follows a publication how far it is, after each bit of it. Thread-safe. */
public final class Course {
    private final Follower follower;
    private long expected;
    private long done;

    public Course(Follower follower) {
        this.follower = follower;
    }

    /** Nobody follows. */
    public static Course unfollowed() {
        return new Course(Follower.NONE);
    }

    /** So many rows will be moved, besides those that were expected before. */
    public synchronized void expect(long rows) {
        expected += rows;
    }

    /** So many rows were moved. @throws dev.levada.api.LevadaException if no more are to be */
    public synchronized void moved(long rows) {
        done += rows;
        follower.at(expected == 0 ? -1 : Math.min(1, (double) done / expected));
    }
}
