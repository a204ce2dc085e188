package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Form;
import dev.levada.store.RemoteRows;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A table in a database. Each query that reads it asks for the columns that it needs, and no others travel. */
final class RemoteTable implements Readable {
    private final RemoteRows rows;
    private final List<Column> columns;
    private final Set<Feed> feeds = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Throwable refusal;

    /** @param table the table's columns */
    RemoteTable(RemoteRows rows, List<Column> table) {
        this.rows = rows;
        List<Column> all = new ArrayList<>(table);
        all.add(RemoteRows.PLACE);
        this.columns = List.copyOf(all);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public OptionalLong cardinality() {
        return OptionalLong.of(rows.rows());
    }

    @Override
    public FeedFunction.Scan scan(int[] wanted) {
        List<String> names = new ArrayList<>();
        int[] delivered = new int[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] > 0 && wanted[i] < columns.size()) {
                names.add(columns.get(wanted[i] - 1).name());
                delivered[i] = names.size();
            }
        }
        Form.Rows form = read(names);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == columns.size()) {
                delivered[i] = form.columns().size();
            }
        }
        Feed feed = new Feed(rows.source(), form.columns(), form.splits());
        feeds.add(feed);
        return new FeedFunction.Scan(feed, delivered);
    }

    private Form.Rows read(List<String> names) {
        try {
            return rows.read(names);
        } catch (RuntimeException e) {
            refusal = e;
            throw e;
        }
    }

    /** What the table or a reader threw since readers were closed last. */
    @Nullable
    Throwable failure() {
        if (refusal != null) {
            return refusal;
        }
        return feeds.stream()
                .map(Feed::failure)
                .filter(thrown -> thrown != null)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        feeds.forEach(Feed::close);
        feeds.clear();
        refusal = null;
    }

    /** What it is called, for messages. */
    String path() {
        return rows.path();
    }
}
