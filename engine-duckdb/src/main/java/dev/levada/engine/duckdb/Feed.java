package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A source's splits on their way into one query, shared by the query's threads: each thread takes a split, reads it to its
 * end, and takes the next.
 */
final class Feed implements Readable {
    private final Source source;
    private final List<Column> columns;
    private final int splits;
    private final Queue<Split> waiting;
    private final Set<Part> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytesOfEnded = new AtomicLong();
    private volatile @Nullable Throwable failure;

    Feed(Source source, List<Column> columns, List<Split> splits) {
        this.source = source;
        this.columns = List.copyOf(columns);
        this.splits = splits.size();
        this.waiting = new ConcurrentLinkedQueue<>(splits);
    }

    /** What readers fill. */
    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public OptionalLong cardinality() {
        return OptionalLong.empty();
    }

    @Override
    public FeedFunction.Scan scan(int[] wanted) {
        return new FeedFunction.Scan(this, wanted);
    }

    int splits() {
        return splits;
    }

    /** The next split, opened; null when none is left. */
    @Nullable
    Part next() {
        Split split = waiting.poll();
        if (split == null) {
            return null;
        }
        Part part = new Part(split, source.open(split));
        open.add(part);
        return part;
    }

    void count(long delivered) {
        rows.addAndGet(delivered);
    }

    /** How many rows readers delivered. */
    long rows() {
        return rows.get();
    }

    /** How many bytes readers read. */
    long bytes() {
        return bytesOfEnded.get()
                + open.stream().mapToLong(part -> part.reader.bytesRead()).sum();
    }

    void failed(Throwable thrown) {
        failure = thrown;
    }

    /** What a reader threw, which the database's own error only repeats. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Closes readers that a stopped query left open. */
    @Override
    public void close() {
        waiting.clear();
        open.forEach(Part::close);
    }

    /** An open split. */
    final class Part implements AutoCloseable {
        private final Split split;
        private final Reader reader;

        private Part(Split split, Reader reader) {
            this.split = split;
            this.reader = reader;
        }

        Split split() {
            return split;
        }

        Reader reader() {
            return reader;
        }

        @Override
        public void close() {
            if (open.remove(this)) {
                bytesOfEnded.addAndGet(reader.bytesRead());
                reader.close();
            }
        }
    }
}
