package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Connector;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.ledger.SqliteLedger;
import dev.levada.plan.Plan;
import dev.levada.plan.Planner;
import dev.levada.plan.Selection;
import dev.levada.project.AssetName;
import dev.levada.project.Project;
import dev.levada.project.read.ProjectReader;
import dev.levada.project.reference.ProjectSettings;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.run.Runner;
import dev.levada.run.Tables;
import dev.levada.testing.database.MemoryDatabase;
import dev.levada.testing.store.MemoryStore;
import dev.levada.workspace.Stores;
import dev.levada.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project whose assets live in the lake and in a database, and are made from each other. */
class AcrossStoresTest {
    private static final AssetName DAILY = AssetName.parse("mart.daily");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-02-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private DuckDbEngine engine;

    @SuppressWarnings("NullAway.Init")
    private SqliteLedger ledger;

    @SuppressWarnings("NullAway.Init")
    private MemoryStore lake;

    @SuppressWarnings("NullAway.Init")
    private MemoryDatabase warehouse;

    /** A kind of connection that is a store only. */
    private static final class Memory implements Connector {
        @Override
        public String type() {
            return "memory";
        }

        @Override
        public String description() {
            return "A database in memory.";
        }

        @Override
        public List<Setting> connectionSettings() {
            return List.of();
        }

        @Override
        public List<Setting> extractSettings() {
            return List.of();
        }

        @Override
        public Source open(String name, Settings connection, Path projectFolder) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void open() {
        engine = new DuckDbEngine(folder.resolve("spill"));
        ledger = new SqliteLedger(folder.resolve("ledger.db"), CLOCK);
        lake = new MemoryStore(folder.resolve("lake"), CLOCK);
        warehouse = new MemoryDatabase(folder.resolve("warehouse"), CLOCK, engine.courier());
        write("levada.yml", "name: shop\nconnections:\n  warehouse: {type: memory}\n");
        write("assets/mart/daily.sql", """
                /* levada
                store: warehouse
                time: {column: day, start: 2024-01-01, end: 2024-01-04}
                columns: {total: {min: 0}}
                */
                select cast(ts as date) as day, kind, sum(amount) as total, list(amount order by amount) as amounts
                from raw.events where ts >= $interval_start and ts < $interval_end group by all
                """);
        write("assets/features/top.sql", "select day, max(total) as top from mart.daily group by day");
        events("('2024-01-01', 'a', 1)", "('2024-01-01', 'a', 2)", "('2024-01-02', 'a', 5)", "('2024-01-03', 'b', -1)");
    }

    @AfterEach
    void close() {
        ledger.close();
        engine.close();
    }

    private void events(String... rows) {
        write(
                "assets/raw/events.sql",
                "select cast(ts as timestamp) as ts, kind, amount from (values " + String.join(", ", rows)
                        + ") t(ts, kind, amount)");
    }

    private void write(String file, String text) {
        try {
            Path path = folder.resolve("shop").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Workspace workspace() {
        Map<String, Connector> connectors = Map.of("memory", new Memory());
        ProjectSettings settings = new ProjectSettings(connectors, Set.of("memory"));
        Project project = new ProjectReader(settings, engine.parser(), name -> null)
                .read(folder.resolve("shop"), Optional.empty());
        return new Workspace(project, connectors, engine, new Stores(project, lake, name -> warehouse), ledger, CLOCK);
    }

    private static Plan plan(Workspace workspace) {
        return new Planner(workspace).plan(Selection.ALL);
    }

    private void run() {
        Workspace workspace = workspace();
        Outcome outcome = new Runner(workspace).run(plan(workspace), Observer.NONE);
        assertThat(outcome.status()).as("%s", outcome.tasks()).isEqualTo(Status.DONE);
    }

    private List<String> query(String sql) {
        List<String> found = new ArrayList<>();
        try (Session session = new Tables(workspace()).open();
                Rows rows = session.query(sql)) {
            for (List<@Nullable Object> row = rows.next(); row != null; row = rows.next()) {
                found.add(row.toString());
            }
        }
        return found;
    }

    @Test
    void assetsReadEachOtherAcrossStoresAndIntervalsTakeThePlaceOfTheirRows() {
        run();
        assertThat(warehouse.tables()).containsExactlyInAnyOrder(DAILY, DAILY.quarantine());
        assertThat(query("select * from mart.daily order by day"))
                .containsExactly("[2024-01-01, a, 3, [1, 2]]", "[2024-01-02, a, 5, [5]]");
        assertThat(query("select reasons, record from mart__quarantine.daily"))
                .singleElement()
                .asString()
                .contains("total.min");
        assertThat(query("select * from features.top order by day"))
                .containsExactly("[2024-01-01, 3]", "[2024-01-02, 5]");
        assertThat(plan(workspace()).isEmpty()).isTrue();

        events("('2024-01-01', 'a', 1)", "('2024-01-02', 'a', 7)", "('2024-01-03', 'b', 4)");
        run();
        assertThat(query("select day, kind, total from mart.daily order by day"))
                .containsExactly("[2024-01-01, a, 1]", "[2024-01-02, a, 7]", "[2024-01-03, b, 4]");
        assertThat(query("select * from mart__quarantine.daily")).isEmpty();
        assertThat(query("select * from features.top order by day"))
                .containsExactly("[2024-01-01, 1]", "[2024-01-02, 7]", "[2024-01-03, 4]");
        assertThat(plan(workspace()).isEmpty()).isTrue();
    }
}
