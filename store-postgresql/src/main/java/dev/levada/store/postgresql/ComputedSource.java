package dev.levada.store.postgresql;

import dev.levada.api.Batch;
import dev.levada.api.Extent;
import dev.levada.api.LevadaException;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.sql.SqlStates;
import dev.levada.store.QueryFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/** Rows that the server computes, whose failures tell whether it could not compute them or could not be reached. */
final class ComputedSource implements Source {
    /**
     * Classes of the server's codes that are about what was to be computed: not supported, several rows of a subquery, values,
     * no room, names and types and rights, too complex; and that it took too long.
     */
    private static final Set<String> OF_THE_QUERY = Set.of("0A", "21", "22", "42", "53", "54");

    private static final String TOO_LONG = "57014";
    /** A result has a column of another type than its translation promised. */
    private static final String OTHER_TYPE = "store.changed";

    private final Source rows;

    ComputedSource(Source rows) {
        this.rows = rows;
    }

    @Override
    public Extent plan(Read read) {
        return rows.plan(read);
    }

    @Override
    public Reader open(Split split) {
        return new Computed(rows.open(split));
    }

    private record Computed(Reader reader) implements Reader {
        @Override
        public int read(Batch batch) throws IOException {
            try {
                return reader.read(batch);
            } catch (LevadaException e) {
                throw isOfTheQuery(e) ? new QueryFailure(String.valueOf(e.getMessage()), e) : e;
            }
        }

        @Override
        public long bytesRead() {
            return reader.bytesRead();
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    private static boolean isOfTheQuery(LevadaException failure) {
        if (failure.code().equals(OTHER_TYPE) || failure.code().equals("source.value")) {
            return true;
        }
        if (!(failure.getCause() instanceof SQLException cause)) {
            return false;
        }
        String state = SqlStates.of(cause);
        return state.equals(TOO_LONG) || OF_THE_QUERY.contains(state.substring(0, 2));
    }

    @Override
    public void close() {
        rows.close();
    }
}
