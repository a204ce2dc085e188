package dev.levada.connector.jdbc;

import dev.levada.api.Batch;
import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.Reader;
import dev.levada.api.sql.Retry;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands rows to the engine. A failure that passes is waited for and tried again as long as no row was taken;
 * after that the rows that were handed over cannot be told from those to come.
 */
public final class ResultSetReader implements Reader {
    private final Dialect dialect;
    private final Retry retry;
    private final Reading reading;
    private final String source;
    private Reading.@Nullable Running running;
    private boolean hasFirst;
    private boolean isTaken;
    private boolean isEnded;

    private ResultSetReader(Dialect dialect, Retry retry, Reading reading, String source) {
        this.dialect = dialect;
        this.retry = retry;
        this.reading = reading;
        this.source = source;
    }

    /** Runs the statement and waits for its first row. @param source how users know what is read */
    public static Reader open(Dialect dialect, Retry retry, Reading reading, String source) {
        ResultSetReader reader = new ResultSetReader(dialect, retry, reading, source);
        try {
            reader.begin();
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void begin() {
        try {
            running = retry.call(dialect::isPassing, this::first);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private Reading.Running first() throws SQLException {
        Reading.Running begun = reading.begin();
        try {
            hasFirst = begun.rows().next();
            return begun;
        } catch (SQLException | RuntimeException e) {
            begun.session().abandon();
            throw e;
        }
    }

    @Override
    public int read(Batch batch) {
        Reading.Running now = running;
        int count = 0;
        try {
            while (now != null && !isEnded && count < batch.capacity()) {
                if (!hasRow(now)) {
                    end(now);
                } else if (now.filter().passes(now.rows())) {
                    copyRow(now, batch, count++);
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        return count;
    }

    private boolean hasRow(Reading.Running now) throws SQLException {
        boolean has = isTaken ? now.rows().next() : hasFirst;
        isTaken = true;
        return has;
    }

    private void end(Reading.Running now) throws SQLException {
        isEnded = true;
        now.filter().end();
        now.rows().getStatement().close();
        now.session().close();
        reading.finish();
    }

    private void copyRow(Reading.Running now, Batch batch, int row) throws SQLException {
        List<Field> fields = now.fields();
        for (int i = 0; i < fields.size(); i++) {
            try {
                fields.get(i).cell().copy(now.rows(), i + 1, batch.column(i), row);
            } catch (Cell.Unfit unfit) {
                throw unfit(fields.get(i), String.valueOf(unfit.getMessage()));
            }
        }
    }

    private LevadaException unfit(Field field, String value) {
        return new LevadaException(
                "source.value",
                Blame.DATA,
                source + ": column '" + field.name() + "' holds " + value + ", which a "
                        + field.delivered().sql() + " cannot. Read the table with a `query` that casts the column or"
                        + " leaves the value out.");
    }

    private LevadaException failure(SQLException cause) {
        String rest = isTaken && dialect.isPassing(cause) ? " to its end, and cannot go on in the middle" : "";
        return dialect.failure("cannot read " + source + rest, cause);
    }

    @Override
    public void close() {
        Reading.Running begun = running;
        running = null;
        if (begun != null) {
            begun.session().abandon(); // nothing if its rows were read to their end
        }
        reading.close();
    }
}
