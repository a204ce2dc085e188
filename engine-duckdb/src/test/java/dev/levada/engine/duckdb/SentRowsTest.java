package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Test.Required;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.engine.Production.FromQuery;
import dev.levada.problem.Position;
import dev.levada.store.Inlet;
import dev.levada.store.Quarantine;
import dev.levada.store.RowBatch;
import dev.levada.store.RowSink;
import dev.levada.store.RowStream;
import dev.levada.store.Staging;
import dev.levada.store.WrittenFile;
import dev.levada.store.WrittenFile.Statistics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Productions whose kept rows go straight to a store. */
class SentRowsTest {
    private static final Column ID = new Column("id", Primitive.BIGINT);
    private static final Column AT = new Column("at", Primitive.TIMESTAMP);
    private static final List<Column> COLUMNS = List.of(ID, AT);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** Takes rows by one way, and remembers their ids. */
    private static final class Ids implements Inlet, RowSink {
        private final List<String> ids = new ArrayList<>();

        @Override
        public Arrived take(RowStream rows) {
            assertThat(rows.columns()).isEqualTo(COLUMNS);
            rows.forEach(this);
            return new Arrived(ids.size(), 1000);
        }

        @Override
        public void take(RowBatch rows) {
            for (int row = 0; row < rows.rows(); row++) {
                ids.add(rows.isNull(0, row) ? "null" : "" + rows.number(0, row));
            }
        }
    }

    private Produced produce(String sql, List<Rule> rules, Inlet inlet) {
        Staging staging = bench.staging(Bench.TABLE, COLUMNS, List.of()).with(inlet);
        return bench.session()
                .produce(new Production(
                        new FromQuery(sql),
                        COLUMNS,
                        rules,
                        Optional.empty(),
                        Optional.empty(),
                        staging,
                        bench.staging(Bench.TABLE.quarantine(), Quarantine.COLUMNS, List.of())));
    }

    private static final String ROWS = "SELECT * FROM (VALUES (1, TIMESTAMP '2024-05-31 12:00:00'), (2, NULL),"
            + " (3, TIMESTAMP '2024-01-02 03:04:05.000006'), (NULL, TIMESTAMP '2020-01-01')) rows(id, \"at\")";

    @Test
    void keptRowsAreSentAndTheRangesOfTheirTimesTold() {
        Ids ids = new Ids();
        Rule required = new Rule("id.required", new Required("id"), OnFail.QUARANTINE, new Position(folder, 1, 1));
        Produced produced = produce(ROWS, List.of(required), ids);

        assertThat(ids.ids).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(produced.account().kept()).isEqualTo(3);
        assertThat(produced.account().quarantined()).isEqualTo(1);
        produced.account().demandBalance();
        assertThat(produced.kept().files()).hasSize(1);
        WrittenFile sent = produced.kept().files().get(0);
        assertThat(Path.of(sent.path())).doesNotExist();
        assertThat(sent.rows()).isEqualTo(3);
        assertThat(sent.bytes()).isEqualTo(1000);
        assertThat(sent.statistics().values())
                .containsExactly(new Statistics(
                        3,
                        1,
                        0,
                        Optional.of("2024-01-02 03:04:05.000006"),
                        Optional.of("2024-05-31 12:00:00"),
                        Optional.empty()));
        assertThat(sent.partition()).isEqualTo(Map.of());
    }

    @Test
    void ifNoRowIsKeptNothingWasSent() {
        Ids ids = new Ids();

        assertThat(produce("SELECT 1 AS id, NULL AS \"at\" WHERE false", List.of(), ids)
                        .kept()
                        .files())
                .isEmpty();
        assertThat(ids.ids).isEmpty();
    }

    @Test
    void rowsThatGetLostOnTheirWayAreNoticed() {
        Inlet leaky = rows -> {
            rows.forEach(batch -> {});
            return new Inlet.Arrived(2, 0);
        };

        assertThatThrownBy(() -> produce(ROWS, List.of(), leaky)).hasMessageContaining("2 rows of raw.things arrived");
    }

    @Test
    void whatTheStoreThrowsIsThrownOn() {
        IllegalStateException full = new IllegalStateException("the disk is full");
        Inlet broken = rows -> {
            rows.forEach(batch -> {
                throw full;
            });
            return new Inlet.Arrived(0, 0);
        };

        assertThatThrownBy(() -> produce(ROWS, List.of(), broken)).isSameAs(full);
    }
}
