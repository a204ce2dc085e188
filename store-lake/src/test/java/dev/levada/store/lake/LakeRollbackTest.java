package dev.levada.store.lake;

import static dev.levada.store.lake.Lake.BAD;
import static dev.levada.store.lake.Lake.COLUMNS;
import static dev.levada.store.lake.Lake.TABLE;
import static dev.levada.store.lake.Lake.nothing;
import static dev.levada.store.lake.Lake.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.PastCommit;
import dev.levada.store.PastCommit.Standing;
import dev.levada.store.TableVersion;
import dev.levada.store.Upkeep;
import dev.levada.store.lake.FailingCatalog.Failing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables go back in their history, and their quarantine with them. */
final class LakeRollbackTest {
    @TempDir
    Path root;

    private Lake lake;
    private Upkeep upkeep;

    @BeforeEach
    void open() {
        lake = new Lake(root.resolve("lake"));
        upkeep = lake.store.upkeep(TABLE).orElseThrow();
    }

    @AfterEach
    void close() throws Exception {
        lake.close();
    }

    @Test
    void aTableGoesBackWithItsCheckpointAndItsQuarantine() {
        lake.run("r1", 1);
        TableVersion second = lake.run("r2", 2);
        lake.run("r3", 0);
        lake.run("r4", 4);

        TableVersion back = upkeep.rollback(TABLE, second.id());

        assertThat(back).isEqualTo(second);
        assertThat(lake.open().head(TABLE)).contains(second);
        assertThat(back.fact(Facts.CHECKPOINT)).contains("read to r2");
        assertThat(lake.records(TABLE)).hasSize(2);
        assertThat(lake.bad()).isEqualTo(3);
        lake.run("r5", 5);
        assertThat(lake.bad()).isEqualTo(8);
        assertThat(lake.records(TABLE)).hasSize(3);
    }

    @Test
    void aQuarantineThatWasNotThereYetIsEmptyAgain() {
        TableVersion first = lake.run("r1", 0);
        lake.run("r2", 2);
        upkeep.rollback(TABLE, first.id());

        assertThat(lake.bad()).isZero();
        lake.run("r3", 3);
        assertThat(lake.bad()).isEqualTo(3);
    }

    @Test
    void aTableGoesBackToBeforeAMoment() {
        TableVersion first = lake.run("r1", 1);
        TableVersion second = lake.run("r2", 1);

        assertThat(upkeep.rollbackBefore(TABLE, second.committed())).isEqualTo(first);
        assertThat(lake.bad()).isEqualTo(1);
    }

    @Test
    void goingWhereItIsChangesNothing() {
        TableVersion first = lake.run("r1", 1);
        Map<AssetName, String> before = lake.store.tokens();

        assertThat(upkeep.rollback(TABLE, first.id())).isEqualTo(first);
        assertThat(lake.store.tokens()).isEqualTo(before);
    }

    @Test
    void theQuarantineFollowsEvenAfterACrash() {
        TableVersion first = lake.run("r1", 1);
        lake.run("r2", 2);
        AtomicReference<Failing> failing = new AtomicReference<>(Failing.BEFORE);
        LakeStore dying = new LakeStore(new FailingCatalog(lake.folder, BAD, failing), Clock.systemUTC());
        assertThatThrownBy(() -> dying.upkeep(TABLE).orElseThrow().rollback(TABLE, first.id()))
                .isInstanceOf(LevadaException.class);
        assertThat(lake.records(BAD)).hasSize(3);

        assertThat(lake.open().head(TABLE)).contains(first);
        assertThat(lake.records(BAD)).hasSize(1);
        lake.run("r3", 3);
        assertThat(lake.bad()).isEqualTo(4);
    }

    @Test
    void whatIsNotThereIsRefusedWithAListOfWhatIs() {
        TableVersion first = lake.run("r1", 0);

        assertThatThrownBy(() -> upkeep.rollback(TABLE, 42))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.version"))
                .hasMessageContaining("Version 42 is none that raw.events can be set to. It has:")
                .hasMessageContaining(first.id() + " of " + first.committed() + " by run r1");
        assertThatThrownBy(() -> upkeep.rollbackBefore(TABLE, Instant.EPOCH))
                .hasMessageContaining("A version from before 1970-01-01T00:00:00Z");
        assertThatThrownBy(() -> upkeep.rollback(new AssetName("raw", "none"), 1))
                .hasMessageContaining("It was never made.");
    }

    @Test
    void columnsGoBackToo() {
        TableVersion first = lake.run("r1", 0);
        List<Column> wider = List.of(COLUMNS.get(0), COLUMNS.get(1), new Column("more", Primitive.DATE));
        lake.publish(lake.write(lake.stage("r2", wider), select(2) + ", NULL::DATE AS more"), WriteMode.APPEND);
        upkeep.rollback(TABLE, first.id());

        TableVersion head = lake.store.head(TABLE).orElseThrow();
        assertThat(head.columns()).isEqualTo(first.columns());
        assertThat(lake.iceberg(TABLE).schema().columns()).hasSize(2);
        lake.append("r3", 3);
        assertThat(lake.values("id")).containsExactly(3L, (long) '1');
        lake.publish(lake.write(lake.stage("r4", wider), select(4) + ", NULL::DATE AS more"), WriteMode.APPEND);
        assertThat(lake.store.head(TABLE).orElseThrow().columns()).hasSize(3);
    }

    @Test
    void theHistoryTellsWhereEachVersionStands() {
        TableVersion first = lake.run("r1", 0);
        TableVersion undone = lake.run("r2", 0);
        upkeep.rollback(TABLE, first.id());
        TableVersion last = lake.publish(nothing(lake.stage("r3", COLUMNS)), WriteMode.OVERWRITE);

        List<PastCommit> history = upkeep.history(TABLE);

        assertThat(history).extracting(past -> past.commit().id()).containsExactly(last.id(), undone.id(), first.id());
        assertThat(history)
                .extracting(PastCommit::standing)
                .containsExactly(Standing.NEWEST, Standing.ROLLED_BACK, Standing.BEFORE);
        assertThat(history).extracting(PastCommit::operation).containsExactly("overwrite", "append", "append");
        assertThat(history)
                .extracting(past -> past.commit().facts().get(Facts.RUN_ID))
                .containsExactly("r3", "r2", "r1");
        assertThat(history).extracting(past -> past.commit().removedRows()).containsExactly(1L, 0L, 0L);
    }

    @Test
    void sweepingSparesWhatWasRolledBack() {
        TableVersion first = lake.run("r1", 0);
        TableVersion second = lake.run("r2", 0);
        upkeep.rollback(TABLE, first.id());
        lake.store.sweep("r2");

        assertThat(lake.store.scan(second).files())
                .allSatisfy(file -> assertThat(Path.of(file.path())).exists());
    }
}
