package dev.levada.connector.postgresql;

import dev.levada.api.Batch;
import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.Reader;
import dev.levada.api.sql.Retry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows out of the server's binary copy. A failure that passes is waited for and tried again as long as no row was
 * taken; after that the rows that were handed over cannot be told from those to come.
 */
final class CopyReader implements Reader {
    private static final int HEADER = 19;
    private static final int EXTENSION = 15;
    private static final int END = -1;

    private final Attempts attempts;
    private final String source;
    private @Nullable Copying copying;
    private @Nullable Rows gathered;
    private byte[] bytes = {};
    private int at;
    private boolean taken;
    private boolean ended;
    private volatile long bytesRead;

    /** Begins a copy anew, and says what failures mean. */
    interface Attempts {
        /** @param batch what the rows are for, which tells the columns that are wanted */
        Copying begin(Batch batch) throws SQLException;

        Retry retry();

        /** Told whenever rows are asked for. */
        void moved();

        LevadaException failure(SQLException cause, boolean taken);

        void close();
    }

    CopyReader(Attempts attempts, String source) {
        this.attempts = attempts;
        this.source = source;
    }

    @Override
    public int read(Batch batch) {
        attempts.moved();
        if (ended) {
            return 0;
        }
        try {
            Copying running = running(batch);
            Rows rows = rows(running, batch.capacity());
            gather(running, rows);
            handOver(running, rows, batch);
            return rows.count();
        } catch (SQLException e) {
            throw attempts.failure(e, taken);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | ArithmeticException | DateTimeException e) {
            throw garbled(e);
        }
    }

    /** Bytes that no server sends, as when they changed on their way. */
    private LevadaException garbled(RuntimeException cause) {
        return LevadaException.retryable(
                "source.garbled",
                Blame.OUTSIDE,
                "What came from the server as rows of " + source
                        + " cannot be such. Bytes change on their way: check the"
                        + " network, and use `sslmode: require` or more, with which nothing that changed gets through.",
                cause);
    }

    private Copying running(Batch batch) throws SQLException {
        Copying running = copying;
        if (running == null) {
            running = attempts.retry().call(() -> begin(batch));
            copying = running;
        }
        return running;
    }

    private Rows rows(Copying running, int most) {
        Rows rows = gathered;
        if (rows == null || rows.capacity() < most) {
            rows = new Rows(running.fields().size(), most);
            gathered = rows;
        }
        rows.clear(most);
        return rows;
    }

    private void gather(Copying running, Rows rows) throws SQLException {
        while (!ended && rows.hasRoom() && hasRow(running)) {
            taken = true;
            at = rows.add(bytes, at);
        }
    }

    /** Whether another row that passes begins where the reader stands. */
    private boolean hasRow(Copying running) throws SQLException {
        if (at == bytes.length) {
            fetch(running);
        }
        while (Cells.shortAt(bytes, at) != END) {
            if (Cells.shortAt(bytes, at) != running.width()) {
                throw new IndexOutOfBoundsException(Cells.shortAt(bytes, at));
            }
            at += Short.BYTES;
            if (running.sieve() == null || passes(running)) {
                return true;
            }
            fetch(running);
        }
        ended = true;
        running.finish(source);
        return false;
    }

    /** Reads the two fields in front of the row's own. */
    private boolean passes(Copying running) {
        int place = Cells.intAt(bytes, at + Integer.BYTES);
        at += 2 * Integer.BYTES;
        int length = Cells.intAt(bytes, at);
        at += Integer.BYTES;
        String digest = new String(bytes, at, length, StandardCharsets.US_ASCII);
        at += length;
        return running.passes(place, digest);
    }

    private Copying begin(Batch batch) throws SQLException {
        Copying begun = attempts.begin(batch);
        try {
            bytesRead = 0;
            fetch(begun);
            return begun;
        } catch (SQLException | RuntimeException e) {
            begun.close();
            throw e;
        }
    }

    /** Gets what the server sends next: one row, in front of the first also the header, at the end its mark. */
    private void fetch(Copying running) throws SQLException {
        do {
            byte[] next = running.next();
            if (next == null) {
                throw new IllegalStateException("the copy of " + source + " ended without its mark");
            }
            at = bytesRead == 0 ? HEADER + Cells.intAt(next, EXTENSION) : 0;
            bytes = next;
            bytesRead += next.length;
        } while (at == bytes.length);
    }

    private void handOver(Copying running, Rows rows, Batch batch) {
        List<Field> fields = running.fields();
        int[] places = running.places();
        for (int i = 0; i < places.length; i++) {
            try {
                fields.get(i).cell().set(rows.column(i), batch.column(places[i]));
            } catch (Cell.Unfit unfit) {
                throw unfit(fields.get(i), String.valueOf(unfit.getMessage()));
            }
        }
    }

    private LevadaException unfit(Field field, String value) {
        String name = Server.quoted(field.column().name());
        return new LevadaException(
                "source.value",
                Blame.DATA,
                source + ": column '" + field.column().name() + "' holds " + value + ", which a "
                        + field.column().type().sql()
                        + " cannot. Read the table with a `query` that selects it as text ("
                        + name + "::text) or leaves it out (nullif(" + name + ", '" + value + "')).");
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public void close() {
        Copying running = copying;
        copying = null;
        gathered = null;
        ended = true;
        if (running != null) {
            running.close();
        }
        attempts.close();
    }
}
