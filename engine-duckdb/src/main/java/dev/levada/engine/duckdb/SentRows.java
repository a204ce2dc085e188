package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.store.Inlet;
import dev.levada.store.RowSink;
import dev.levada.store.RowStream;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.WrittenFile;
import dev.levada.store.WrittenFile.Statistics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends the rows of a query by a staging's inlet. Of what files tell of their columns, only the ranges of times are told. */
final class SentRows implements Destination {
    private final Outlet outlet;
    private final Staging staging;
    private final Inlet inlet;
    private final List<StoredColumn> written;
    private final List<String> expressions;

    /** @param copy how the rows would be written to files */
    SentRows(Outlet outlet, Staging staging, Inlet inlet, CopyFiles copy) {
        this.outlet = outlet;
        this.staging = staging;
        this.inlet = inlet;
        this.written = copy.written();
        this.expressions = copy.columns();
    }

    @Override
    public Outcome write(String rows, Running running) {
        Sending sending = new Sending("SELECT " + String.join(", ", expressions) + " FROM " + rows, running);
        Inlet.Arrived arrived = inlet.take(sending);
        Outcome outcome = sending.outcome;
        if (outcome == null) {
            throw new IllegalStateException("rows of " + staging.table() + " were not asked for");
        }
        List<WrittenFile> sent = outcome.files();
        if (arrived.rows() != sent.stream().mapToLong(WrittenFile::rows).sum()) {
            throw new IllegalStateException(
                    arrived.rows() + " rows of " + staging.table() + " arrived, and others were sent: " + sent);
        }
        return new Outcome(
                sent.stream().map(file -> sized(file, arrived.bytes())).toList(), outcome.profile());
    }

    private static WrittenFile sized(WrittenFile file, long bytes) {
        return new WrittenFile(file.path(), file.rows(), bytes, file.statistics(), file.partition());
    }

    /** The rows, which can be sent once. */
    private final class Sending implements RowStream {
        private final String query;
        private final Running running;
        private @Nullable Outcome outcome;

        Sending(String query, Running running) {
            this.query = query;
            this.running = running;
        }

        @Override
        public List<Column> columns() {
            return written.stream().map(StoredColumn::column).toList();
        }

        @Override
        public void forEach(List<? extends RowSink> sinks) {
            if (outcome != null) {
                throw new IllegalStateException("rows that are read once are asked for twice");
            }
            try (Outlet.Opened open = outlet.open(columns(), sinks)) {
                try {
                    outcome = running.of(statement(open, query), SentRows.this::read);
                } catch (RuntimeException e) {
                    throw open.cause(e);
                }
            }
        }
    }

    private String statement(Outlet.Opened open, String query) {
        List<String> told = new ArrayList<>(List.of("bool_and(" + open.call() + ")", "count(*)"));
        for (StoredColumn column : times()) {
            String name = Sql.name(column.name());
            told.add("count(" + name + "), CAST(min(" + name + ") AS VARCHAR), CAST(max(" + name + ") AS VARCHAR)");
        }
        return "SELECT " + String.join(", ", told) + " FROM (" + query + ")";
    }

    private List<StoredColumn> times() {
        return written.stream()
                .filter(column -> column.column().type() == Primitive.DATE
                        || column.column().type() == Primitive.TIMESTAMP
                        || column.column().type() == Primitive.TIMESTAMPTZ)
                .toList();
    }

    private List<WrittenFile> read(ResultSet result) throws SQLException {
        result.next();
        int at = 2;
        long rows = result.getLong(at++);
        Map<Integer, Statistics> statistics = new HashMap<>();
        for (StoredColumn column : times()) {
            long known = result.getLong(at++);
            Optional<String> min = Optional.ofNullable(result.getString(at++));
            Optional<String> max = Optional.ofNullable(result.getString(at++));
            statistics.put(column.id(), new Statistics(rows, rows - known, 0, min, max, Optional.empty()));
        }
        String path = staging.folder().resolve("sent").toString();
        return rows == 0 ? List.of() : List.of(new WrittenFile(path, rows, 0, statistics, Map.of()));
    }
}
