package dev.levada.connector.postgresql;

import dev.levada.api.cursor.Sieve;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/**
 * A copy under way.
 *
 * @param fields what is copied of each row, in order
 * @param places where each field stands in a batch
 * @param sieve tells which rows pass; null if all do
 */
record Copying(
        Sessions.Session session,
        CopyOut copy,
        List<Field> fields,
        int[] places,
        @Nullable Sieve sieve) implements AutoCloseable {

    /** How many fields the server sends of each row. */
    int width() {
        return places.length + (sieve == null ? 0 : SiftedRows.FIELDS);
    }

    /** What the server sends next; null at the end. */
    byte @Nullable [] next() throws SQLException {
        return copy.readFromCopy();
    }

    /** Whether a row whose two fields in front say so was not read before. */
    boolean passes(int place, String digest) {
        return sieve == null || sieve.passes(place, digest);
    }

    /** Reads to the very end, so that the session can be used again. @throws SQLException if it cannot */
    void finish(String source) throws SQLException {
        if (sieve != null) {
            sieve.demandAll(source);
        }
        if (copy.readFromCopy() != null) {
            throw new IndexOutOfBoundsException("something comes behind the end");
        }
        session.done();
    }

    /** Ends it in the middle, if it has not come to its end. */
    @Override
    public void close() {
        session.close();
    }
}
