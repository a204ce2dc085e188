package dev.levada.testing.source;

import dev.levada.api.Batch;
import dev.levada.api.Blame;
import dev.levada.api.Checkpoint;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Names;
import dev.levada.api.Offer;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.Type.Primitive;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tables of numbered lines of text, which only grow. A checkpoint is how many lines of the table were read. */
public final class InMemorySource implements Source {
    private static final List<Column> COLUMNS =
            List.of(new Column("number", Primitive.BIGINT), new Column("text", Primitive.VARCHAR));

    private final Map<String, List<String>> tables;

    /** A source without tables. */
    public InMemorySource() {
        this(new ConcurrentSkipListMap<>());
    }

    private InMemorySource(Map<String, List<String>> tables) {
        this.tables = tables;
    }

    /** Adds lines to a table, which comes to be if there is none of that name. */
    public void add(String table, String... lines) {
        tables.computeIfAbsent(table, any -> new CopyOnWriteArrayList<>()).addAll(List.of(lines));
    }

    /** Another source with the same tables. */
    public InMemorySource opened() {
        return new InMemorySource(tables);
    }

    @Override
    public Extent plan(Read read) {
        String table = read.settings().text("table");
        int size = lines(table).size();
        int from = read.since().map(since -> Integer.parseInt(since.text())).orElse(0);
        List<Split> splits =
                from == size ? List.of() : List.of(new Split("memory." + table, table + " " + from + " " + size, 0));
        return new Extent(
                new Form.Rows(COLUMNS, splits),
                new Checkpoint(String.valueOf(size)),
                String.valueOf(size),
                0,
                read.since().isPresent() && from == size,
                List.of());
    }

    @Override
    public Reader open(Split split) {
        String[] parts = split.token().split(" ", 3);
        int from = Integer.parseInt(parts[1]);
        return new LinesReader(lines(parts[0]).subList(from, Integer.parseInt(parts[2])), from);
    }

    @Override
    public List<Offer> discover() {
        return tables.keySet().stream()
                .map(table -> new Offer(table, table, Map.of("table", table)))
                .toList();
    }

    @Override
    public void close() {}

    private List<String> lines(String table) {
        List<String> lines = tables.get(table);
        if (lines == null) {
            throw new LevadaException(
                    "source.settings",
                    Blame.PROJECT,
                    "there is no table named '" + table + "'. " + Names.hint(table, tables.keySet()));
        }
        return lines;
    }

    private static final class LinesReader implements Reader {
        private final List<String> lines;
        private final int offset;
        private int at;

        LinesReader(List<String> lines, int offset) {
            this.lines = List.copyOf(lines);
            this.offset = offset;
        }

        @Override
        public int read(Batch batch) {
            int rows = Math.min(batch.capacity(), lines.size() - at);
            for (int row = 0; row < rows; row++, at++) {
                batch.column(0).setLong(row, offset + at + 1);
                batch.column(1).setString(row, lines.get(at));
            }
            return rows;
        }

        @Override
        public void close() {}
    }
}
