package dev.levada.connector.postgresql;

import dev.levada.api.Batch;
import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.Reader;
import dev.levada.api.sql.Retry;
import java.sql.SQLException;
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
    private byte[] bytes = {};
    private int at;
    private boolean taken;
    private boolean ended;
    private volatile long bytesRead;

    /** Begins a copy anew, and says what failures mean. */
    interface Attempts {
        Copying begin() throws SQLException;

        Retry retry();

        LevadaException failure(SQLException cause, boolean taken);

        /** Called when the last row was taken. */
        void finish();

        void close();
    }

    CopyReader(Attempts attempts, String source) {
        this.attempts = attempts;
        this.source = source;
    }

    @Override
    public int read(Batch batch) {
        int count = 0;
        try {
            while (!ended && count < batch.capacity() && hasRow()) {
                take(batch, count++);
            }
            return count;
        } catch (SQLException e) {
            throw attempts.failure(e, taken);
        }
    }

    /** Whether another row begins where the reader stands. */
    private boolean hasRow() throws SQLException {
        if (copying == null) {
            copying = attempts.retry().call(this::begin);
        } else if (at == bytes.length) {
            fetch(copying);
        }
        if (Cells.shortAt(bytes, at) == END) {
            ended = true;
            release();
            attempts.finish();
        }
        return !ended;
    }

    private Copying begin() throws SQLException {
        Copying begun = attempts.begin();
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

    private void take(Batch batch, int row) {
        Copying running = copying;
        if (running == null) {
            throw new IllegalStateException("a row without a copy");
        }
        List<Field> fields = running.fields();
        taken = true;
        at += Short.BYTES;
        for (int i = 0; i < fields.size(); i++) {
            int length = Cells.intAt(bytes, at);
            at += Integer.BYTES;
            if (length < 0) {
                batch.column(i).setNull(row);
                continue;
            }
            try {
                fields.get(i).cell().set(bytes, at, length, batch.column(i), row);
            } catch (Cell.Unfit unfit) {
                throw unfit(fields.get(i), String.valueOf(unfit.getMessage()));
            }
            at += length;
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

    private void release() {
        Copying running = copying;
        copying = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public void close() {
        ended = true;
        release();
        attempts.close();
    }
}
