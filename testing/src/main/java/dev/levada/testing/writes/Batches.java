package dev.levada.testing.writes;

import dev.levada.api.Batch;
import dev.levada.api.Checkpoint;
import dev.levada.api.Column;
import dev.levada.api.Connector;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.api.Vector;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source that has what a test says. It vouches for no {@code id}, so that an unreadable one costs its row. */
final class Batches implements Connector, Source {
    static final String TYPE = "batches";
    private static final List<Setting> NO_SETTINGS = List.of();

    private final Type time;
    private Delivery next = new Delivery(List.of(), Delivery.Shape.FIRST, Optional.empty());
    private int number;

    Batches(Type time) {
        this.time = time;
    }

    void deliver(Delivery delivery) {
        next = delivery;
        number++;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String description() {
        return "Rows that a test sets.";
    }

    @Override
    public List<Setting> connectionSettings() {
        return NO_SETTINGS;
    }

    @Override
    public List<Setting> extractSettings() {
        return NO_SETTINGS;
    }

    @Override
    public Source open(String name, Settings connection, Path projectFolder) {
        return this;
    }

    @Override
    public Extent plan(Read read) {
        List<Column> suggested = next.columns(time);
        List<Column> delivered = suggested.stream()
                .map(column -> column.name().equals("id") ? new Column("id", Primitive.VARCHAR) : column)
                .toList();
        Form.Rows rows = new Form.Rows(delivered, suggested, List.of(new Split("batches.rows", "", 0)));
        return new Extent(rows, new Checkpoint(String.valueOf(number)), null, 0, false, List.of());
    }

    @Override
    public Reader open(Split split) {
        return new RowsReader(next.columns(time), next.rows().iterator());
    }

    @Override
    public void close() {}

    private record RowsReader(List<Column> columns, Iterator<Row> rows) implements Reader {
        @Override
        public int read(Batch batch) {
            int count = 0;
            for (; count < batch.capacity() && rows.hasNext(); count++) {
                Row row = rows.next();
                for (int i = 0; i < columns.size(); i++) {
                    Column column = columns.get(i);
                    put(batch.column(i), count, column, row.get(column.name()));
                }
            }
            return count;
        }

        private static void put(Vector vector, int place, Column column, @Nullable Object value) {
            if (value == null) {
                vector.setNull(place);
            } else if (value instanceof Instant moment && column.type() == Primitive.TIMESTAMP) {
                vector.setTimestamp(place, LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
            } else if (value instanceof Instant moment) {
                vector.setInstant(place, ChronoUnit.MICROS.between(Instant.EPOCH, moment));
            } else if (value instanceof Long whole && !column.name().equals("id")) {
                vector.setLong(place, whole);
            } else {
                vector.setString(place, value.toString());
            }
        }

        @Override
        public void close() {}
    }
}
