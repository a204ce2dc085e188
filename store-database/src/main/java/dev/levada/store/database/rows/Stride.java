package dev.levada.store.database.rows;

import dev.levada.store.database.books.Words;
import java.sql.Connection;
import java.sql.SQLException;

/** Goes through many rows of a table chunk by chunk, each by a statement of its own, all in the transaction of one session. */
public final class Stride {
    /** So many places are named in one statement: more of them are long to read. */
    private static final int NAMED = 16_384;

    private final Connection session;
    private final Words words;
    private final Traffic traffic;
    private final Chunks chunks;
    private final Course course;

    /** @param course is told of every row that a step was taken with */
    public Stride(Connection session, Words words, Traffic traffic, Chunks chunks, Course course) {
        this.session = session;
        this.words = words;
        this.traffic = traffic;
        this.chunks = chunks;
        this.course = course;
    }

    /** What is done with some rows. */
    @FunctionalInterface
    public interface Step {
        /** @param condition true for those rows  @return how many there were */
        long take(String condition) throws SQLException;
    }

    Connection session() {
        return session;
    }

    Words words() {
        return words;
    }

    /**
     * With the rows that meet a condition.
     *
     * @param condition SQL over the table's columns; empty for all rows
     * @return how many there were
     */
    public long through(Bulk table, String condition, Step step) throws SQLException {
        if (chunks.equals(Chunks.WHOLE)) {
            return taken(step, condition.isEmpty() ? "true" : condition);
        }
        long[] count = new long[1];
        traffic.part(session, table, condition, chunks.rowsOf(table), some -> count[0] += taken(step, some));
        return count[0];
    }

    /**
     * With rows whose places are known.
     *
     * @param besides SQL that holds for those of them that are meant; empty for all
     */
    long through(Bulk table, long[] places, String besides, Step step) throws SQLException {
        int most = chunks.equals(Chunks.WHOLE) ? Math.max(1, places.length) : Math.min(NAMED, chunks.rowsOf(table));
        long count = 0;
        for (int from = 0; from < places.length; from += most) {
            String some = words.among(places, from, Math.min(places.length, from + most));
            count += taken(step, besides.isEmpty() ? some : some + " and " + besides);
        }
        return count;
    }

    private long taken(Step step, String condition) throws SQLException {
        long rows = step.take(condition);
        course.moved(rows);
        return rows;
    }
}
