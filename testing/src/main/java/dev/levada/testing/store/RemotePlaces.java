package dev.levada.testing.store;

import dev.levada.api.Form;
import dev.levada.api.Reader;
import dev.levada.api.Split;
import dev.levada.store.RemoteRows;
import dev.levada.testing.source.ArrayBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where rows of a table in a database are. */
final class RemotePlaces {
    private static final int CAPACITY = 100;

    private RemotePlaces() {}

    /** The places of all rows, by the value of a column of whole numbers. */
    static Map<Long, Long> by(RemoteRows rows, String column) {
        Map<Long, Long> places = new TreeMap<>();
        read(rows, List.of(column)).forEach(row -> places.put(number(row.get(0)), number(row.get(1))));
        return places;
    }

    /** The places of all rows, in their order. */
    static List<Long> all(RemoteRows rows) {
        return read(rows, List.of()).stream()
                .map(row -> number(row.get(0)))
                .sorted()
                .toList();
    }

    private static List<List<@Nullable Object>> read(RemoteRows rows, List<String> columns) {
        Form.Rows form = rows.read(columns);
        List<List<@Nullable Object>> found = new ArrayList<>();
        for (Split split : form.splits()) {
            try (Reader reader = rows.source().open(split)) {
                found.addAll(ArrayBatch.readAll(reader, form.columns(), CAPACITY));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : -1;
    }
}
