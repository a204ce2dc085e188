package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Batch;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.Type;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTest {
    private static final List<Column> COLUMNS =
            List.of(new Column("id", Type.Primitive.BIGINT), new Column("text", Type.Primitive.VARCHAR));
    private static final List<Split> SPLITS =
            List.of(new Split("s", "1", 0), new Split("s", "2", 0), new Split("s", "3", 0));

    private final Numbers source = new Numbers();

    @Test
    void splitsThatAStoppedQueryDidNotComeToAreForgone() {
        Feed feed = new Feed(source, COLUMNS, SPLITS);
        assertThat(feed.next()).isNotNull();
        feed.close();
        assertThat(source.opened).containsExactly("1");
        assertThat(source.closed).containsExactly("1");
        assertThat(source.forgone).containsExactly("2", "3");
        feed.close();
        assertThat(source.forgone).hasSize(2);
    }

    @Test
    void nothingIsForgoneIfAllWasRead() {
        try (Feed feed = new Feed(source, COLUMNS, SPLITS)) {
            for (Feed.Part part = feed.next(); part != null; part = feed.next()) {
                part.close();
            }
        }
        assertThat(source.closed).containsExactly("1", "2", "3");
        assertThat(source.forgone).isEmpty();
    }

    @Test
    void readersAreToldWhichColumnsAQueryAsksFor(@TempDir Path folder) throws SQLException {
        try (DuckDbEngine engine = new DuckDbEngine(folder);
                DuckDBConnection connection = engine.connect();
                Statement statement = connection.createStatement();
                FeedFunction.Registration feed = engine.feeds().open(new Feed(source, COLUMNS, SPLITS))) {
            try (ResultSet row = statement.executeQuery("select sum(id) from " + feed.sql())) {
                row.next();
                assertThat(row.getLong(1)).isEqualTo(6);
            }
            assertThat(source.wanted).isNotEmpty().containsOnly(List.of(true, false));
        }
    }

    @Test
    void thereAreNoMoreThreadsThanSplitsAndThanTheSourceCanServe() {
        assertThat(new Feed(source, COLUMNS, SPLITS).lanes()).isEqualTo(2);
        assertThat(new Feed(source, COLUMNS, SPLITS.subList(0, 1)).lanes()).isEqualTo(1);
        assertThat(new Feed(source, COLUMNS, List.of()).lanes()).isEqualTo(1);
    }

    /** Each split has one row. */
    private static final class Numbers implements Source {
        private final List<String> opened = new ArrayList<>();
        private final List<String> closed = new ArrayList<>();
        private final List<String> forgone = new ArrayList<>();
        private final List<List<Boolean>> wanted = new ArrayList<>();

        @Override
        public Extent plan(Read read) {
            throw new AssertionError("not asked");
        }

        @Override
        public synchronized Reader open(Split split) {
            opened.add(split.token());
            return new Reader() {
                private boolean ended;

                @Override
                public int read(Batch batch) {
                    synchronized (Numbers.this) {
                        wanted.add(List.of(batch.wants(0), batch.wants(1)));
                    }
                    if (ended) {
                        return 0;
                    }
                    ended = true;
                    batch.column(0).setLong(0, Long.parseLong(split.token()));
                    return 1;
                }

                @Override
                public void close() {
                    closed.add(split.token());
                }
            };
        }

        @Override
        public int atOnce() {
            return 2;
        }

        @Override
        public void forgo(List<Split> splits) {
            splits.forEach(split -> forgone.add(split.token()));
        }

        @Override
        public void close() {}
    }
}
