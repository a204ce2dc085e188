package dev.levada.testing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.ledger.RunRecord;
import dev.levada.plan.Selection;
import dev.levada.plan.Task;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.report.Status;
import dev.levada.store.Prepared;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.Store;
import dev.levada.store.TableVersion;
import dev.levada.testing.store.MemoryStore;
import dev.levada.testing.store.WrittenFiles;
import dev.levada.upkeep.Maintenance;
import dev.levada.upkeep.Past;
import dev.levada.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
    private static final AssetName USERS = AssetName.parse("raw.users");
    private static final AssetName MART = AssetName.parse("mart.users");
    private static final Selection FULL = new Selection(List.of(), List.of(), Selection.Extent.FULL);

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(folder);
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1")
                .transform("mart.users", "v1", "raw.users")
                .transform("raw.others", "v1", "raw.users")
                .living("warehouse", "mart.users");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static List<String> planned(dev.levada.plan.Plan plan) {
        return plan.tasks().stream()
                .map(Task::asset)
                .map(asset -> asset.name().toString())
                .toList();
    }

    private static Selection only(String... assets) {
        return new Selection(List.of(assets), List.of(), Selection.Extent.STALE);
    }

    private MemoryStore warehouse() {
        return Optional.ofNullable(scene.databases.get("warehouse")).orElseThrow();
    }

    @Test
    void eachTableLivesWhereItsAssetSays() {
        assertThat(scene.run().status()).isEqualTo(Status.DONE);

        assertThat(scene.store.tables()).doesNotContain(MART).contains(USERS);
        assertThat(warehouse().tables()).containsExactly(MART);
        assertThat(scene.plan().isEmpty()).isTrue();
        assertThat(scene.workspace().store().tables()).containsExactly(MART, AssetName.parse("raw.others"), USERS);
        assertThat(scene.workspace().store().tokens()).containsOnlyKeys(MART, AssetName.parse("raw.others"), USERS);
    }

    @Test
    void whatNeedsNoDatabaseIsPlannedAndMadeWhileItIsDown() {
        scene.down.add("warehouse");

        assertThat(scene.run(only("raw.users", "raw.others")).status()).isEqualTo(Status.DONE);
        assertThat(scene.plan(only("raw.users", "raw.others")).isEmpty()).isTrue();
        assertThatThrownBy(() -> scene.plan(only("mart.users")))
                .isInstanceOf(LevadaException.class)
                .hasMessageContaining("'warehouse' cannot be reached");
    }

    @Test
    void whatWasRememberedOfATableStaysWhileItsDatabaseIsDown() {
        scene.run();
        scene.down.add("warehouse");
        scene.files.add("b.csv");
        scene.run(only("raw.users", "raw.others"));

        assertThat(scene.ledger.histories().states()).containsKey(MART);
        scene.down.clear();
        assertThat(planned(scene.plan())).containsExactly("mart.users");
    }

    @Test
    void aTableThatLiesElsewhereIsNotMadeTwice() {
        scene.living("", "mart.users").run();
        scene.living("warehouse", "mart.users");

        assertThatThrownBy(scene::plan)
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("plan.moved"))
                .hasMessageContaining("mart.users lives in the lake, and its file says that it lives in 'warehouse'")
                .hasMessageContaining("levada run --full mart.users");

        scene.run(FULL);
        assertThat(warehouse().tables()).containsExactly(MART);
        assertThat(scene.plan().isEmpty()).isTrue();
    }

    @Test
    void aTableThatLiesInADatabaseIsNotMadeInTheLake() {
        scene.transform("mart.other", "v1", "raw.users")
                .living("warehouse", "mart.other")
                .run();
        scene.living("", "mart.users");

        assertThatThrownBy(scene::plan)
                .hasMessageContaining("mart.users lives in 'warehouse', and its file says that it lives in the lake");
    }

    @Test
    void aDeadRunIsSweptInEachStoreOnceItIsReached() throws Exception {
        scene.run();
        Store stores = scene.workspace().store();
        Staging inLake = stores.stage(request(USERS));
        Staging inWarehouse = stores.stage(request(MART));
        scene.ledger.begin(dead());
        scene.down.add("warehouse");
        scene.run(only("raw.users"));

        assertThat(inLake.folder()).doesNotExist();
        assertThat(inWarehouse.folder()).exists();
        assertThat(scene.ledger.unfinished()).extracting(RunRecord::runId).containsExactly("dead");

        scene.down.clear();
        scene.run(only("raw.users"));
        assertThat(inWarehouse.folder()).doesNotExist();
        assertThat(scene.ledger.unfinished()).isEmpty();
    }

    /** A run of a process that is gone. */
    private RunRecord dead() {
        RunRecord.Owner own = scene.ledger.runs(1).get(0).owner();
        RunRecord.Owner gone = new RunRecord.Owner(own.host(), own.pid(), Optional.of(Instant.EPOCH));
        return new RunRecord(
                "dead",
                Instant.EPOCH,
                Optional.empty(),
                RunRecord.RUNNING,
                Optional.empty(),
                "run",
                gone,
                Optional.empty());
    }

    private static StageRequest request(AssetName table) {
        return new StageRequest(table, "dead", Scene.columns("id BIGINT"), List.of(), Map.of(), Scope.INCREMENT);
    }

    @Test
    void aTableInADatabaseHasNoPastToLookAfter() {
        scene.run();
        Workspace workspace = scene.workspace();
        Maintenance.Settings settings = new Maintenance.Settings(Duration.ofDays(1), 1, Duration.ofDays(1), 1);
        Asset mart = workspace.project().asset("mart.users");

        assertThatThrownBy(() -> Past.of(workspace.store(), MART))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.upkeep"))
                .hasMessageContaining("mart.users lives in a database, which keeps its newest version only");
        assertThat(new Maintenance(workspace, settings).of(mart, Maintenance.Mode.DO))
                .singleElement()
                .satisfies(done -> assertThat(done.skipped().orElseThrow()).contains("looks after its tables itself"));
    }

    @Test
    void noStepSpansTwoStores() {
        Store stores = scene.workspace().store();
        List<Prepared> two = List.of(prepared(stores, USERS), prepared(stores, MART));

        assertThatThrownBy(() -> stores.commit(two)).isInstanceOf(IllegalArgumentException.class);
        assertThat(stores.tables()).isEmpty();
        assertThat(stores.commit(List.of(two.get(1))))
                .extracting(TableVersion::table)
                .containsExactly(MART);
    }

    private static Prepared prepared(Store stores, AssetName table) {
        Staged staged = WrittenFiles.of(stores.stage(request(table)), 1, Map.of());
        return stores.prepare(
                new Publication(staged, WriteMode.APPEND, Optional.empty(), QuarantineChange.NONE, Map.of()));
    }
}
