package dev.levada.engine.duckdb;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.store.RemoteRows;
import dev.levada.store.TableScan;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables in databases that one session reads. They can be read until it is closed. */
final class RemoteTables implements AutoCloseable {
    /** Where there are none. */
    static final RemoteTables NONE = new RemoteTables(new FeedFunction());

    private final FeedFunction feeds;
    private final Map<RemoteRows, FeedFunction.Registration<RemoteTable>> open = new IdentityHashMap<>();

    RemoteTables(FeedFunction feeds) {
        this.feeds = feeds;
    }

    /** The rows of a scan that lie in a database, as a relation. */
    String relation(TableScan scan) {
        return scan.remote()
                .map(rows -> open.computeIfAbsent(rows, opened -> feeds.open(new RemoteTable(opened, scan.shape())))
                        .sql())
                .orElse("");
    }

    /** Closes readers that the last statement left open. */
    void rest() {
        open.values().forEach(table -> table.readable().close());
    }

    /** Why a statement failed: what a reader threw says more than what the database makes of it. */
    RuntimeException cause(RuntimeException thrown) {
        for (FeedFunction.Registration<RemoteTable> table : open.values()) {
            @Nullable Throwable failure = table.readable().failure();
            if (failure instanceof LevadaException known) {
                return known;
            }
            if (failure instanceof IOException e) {
                return LevadaException.retryable(
                        "store.read",
                        Blame.OUTSIDE,
                        table.readable().path() + " could not be read to its end: " + e.getMessage(),
                        e);
            }
        }
        return thrown;
    }

    @Override
    public void close() {
        open.values().forEach(FeedFunction.Registration::close);
        open.clear();
    }
}
