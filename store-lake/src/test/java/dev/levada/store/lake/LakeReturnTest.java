package dev.levada.store.lake;

import static dev.levada.store.lake.Lake.BAD;
import static dev.levada.store.lake.Lake.COLUMNS;
import static dev.levada.store.lake.Lake.TABLE;
import static dev.levada.store.lake.Lake.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.WriteMode;
import dev.levada.store.Facts;
import dev.levada.store.PastCommit;
import dev.levada.store.PastCommit.Standing;
import dev.levada.store.Retention;
import dev.levada.store.TableCommit;
import dev.levada.store.TableVersion;
import dev.levada.store.Upkeep;
import dev.levada.store.lake.FailingCatalog.Failing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables return to versions that were rolled back, and their quarantine with them. */
final class LakeReturnTest {
    private static final Instant LATER = Instant.now().plus(Duration.ofDays(1));

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
    void aTableGoesForwardWithItsCheckpointAndItsQuarantine() {
        TableVersion first = lake.run("r1", 1);
        lake.run("r2", 2);
        TableVersion third = lake.run("r3", 0);
        upkeep.rollback(TABLE, first.id());

        assertThat(upkeep.rollback(TABLE, third.id())).isEqualTo(third);

        assertThat(lake.open().head(TABLE)).contains(third);
        assertThat(third.fact(Facts.CHECKPOINT)).contains("read to r3");
        assertThat(lake.records(TABLE)).hasSize(3);
        assertThat(lake.bad()).isEqualTo(3);
        assertThat(upkeep.history(TABLE)).extracting(PastCommit::standing).doesNotContain(Standing.ROLLED_BACK);
        lake.run("r4", 4);
        assertThat(lake.records(TABLE)).hasSize(4);
        assertThat(lake.bad()).isEqualTo(7);
    }

    @Test
    void aQuarantineThatWasEmptyAgainGoesForwardToo() {
        TableVersion first = lake.run("r1", 0);
        TableVersion second = lake.run("r2", 2);
        upkeep.rollback(TABLE, first.id());
        assertThat(lake.bad()).isZero();

        upkeep.rollback(TABLE, second.id());

        assertThat(lake.bad()).isEqualTo(2);
    }

    @Test
    void whatCameMeanwhileGoesWhenWhatWasRolledBackReturnsAndCanReturnItself() {
        TableVersion first = lake.run("r1", 1);
        TableVersion second = lake.run("r2", 2);
        upkeep.rollback(TABLE, first.id());
        TableVersion other = lake.run("r3", 4);
        upkeep.rollback(TABLE, second.id());

        assertThat(lake.open().head(TABLE)).contains(second);
        assertThat(lake.bad()).isEqualTo(3);
        assertThat(lake.store.commits(TABLE, Optional.empty(), Optional.of(other.id())))
                .extracting(TableCommit::id)
                .containsExactly(first.id(), second.id());

        upkeep.rollback(TABLE, other.id());
        assertThat(lake.open().head(TABLE)).contains(other);
        assertThat(lake.bad()).isEqualTo(5);
    }

    @Test
    void aReturnToARunThatQuarantinedNothingTakesOutWhatOthersDid() {
        TableVersion first = lake.run("r1", 1);
        TableVersion second = lake.run("r2", 0);
        upkeep.rollback(TABLE, first.id());
        lake.run("r3", 4);

        upkeep.rollback(TABLE, second.id());

        assertThat(lake.bad()).isEqualTo(1);
    }

    @Test
    void theQuarantineFollowsEvenAfterACrash() {
        TableVersion first = lake.run("r1", 0);
        TableVersion second = lake.run("r2", 2);
        upkeep.rollback(TABLE, first.id());
        AtomicReference<Failing> failing = new AtomicReference<>(Failing.BEFORE);
        LakeStore dying = new LakeStore(new FailingCatalog(lake.folder, BAD, failing), Clock.systemUTC());
        assertThatThrownBy(() -> dying.upkeep(TABLE).orElseThrow().rollback(TABLE, second.id()))
                .isInstanceOf(LevadaException.class);

        assertThat(lake.open().head(TABLE)).contains(second);
        assertThat(lake.bad()).isEqualTo(2);
    }

    @Test
    void columnsGoForwardToo() {
        TableVersion first = lake.run("r1", 0);
        List<Column> wider = List.of(COLUMNS.get(0), COLUMNS.get(1), new Column("more", Primitive.DATE));
        TableVersion second =
                lake.publish(lake.write(lake.stage("r2", wider), select(2) + ", NULL::DATE AS more"), WriteMode.APPEND);
        upkeep.rollback(TABLE, first.id());
        upkeep.rollback(TABLE, second.id());

        assertThat(lake.store.head(TABLE).orElseThrow().columns()).isEqualTo(second.columns());
        assertThat(lake.iceberg(TABLE).schema().columns()).hasSize(3);
        lake.append("r3", 3);
        assertThat(lake.values("id")).containsExactly(2L, 3L, (long) '1');
    }

    @Test
    void whatLedToAYoungVersionThatWasRolledBackStaysUntilThatGoes() throws InterruptedException {
        TableVersion first = lake.run("r1", 1);
        TableVersion second = lake.run("r2", 2);
        Instant since = Instant.now().plusMillis(1);
        while (!Instant.now().isAfter(since)) {
            Thread.onSpinWait();
        }
        TableVersion third = lake.run("r3", 0);
        upkeep.rollback(TABLE, first.id());
        lake.run("r4", 0);
        List<TableCommit> commits = lake.store.commits(TABLE, Optional.empty(), Optional.empty());

        assertThat(upkeep.expire(TABLE, new Retention(since, 1, Optional.empty())))
                .isEqualTo(1);
        assertThat(upkeep.expire(BAD, new Retention(LATER, 1, Optional.empty())))
                .isZero();
        assertThat(lake.store.version(TABLE, first.id())).isEmpty();
        upkeep.rollback(TABLE, third.id());

        assertThat(lake.records(TABLE)).hasSize(3);
        assertThat(lake.bad()).isEqualTo(3);
        assertThat(lake.open().commits(TABLE, Optional.empty(), Optional.empty()))
                .startsWith(commits.get(0))
                .extracting(TableCommit::id)
                .containsExactly(first.id(), second.id(), third.id());
        assertThat(upkeep.expire(TABLE, new Retention(LATER, 1, Optional.empty())))
                .isEqualTo(2);
        assertThat(lake.open().head(TABLE)).contains(third);
    }

    @Test
    void aVersionIsNotReturnedToIfWhatLedToItIsGone() {
        TableVersion first = lake.run("r1", 0);
        lake.run("r2", 0);
        TableVersion third = lake.run("r3", 0);
        upkeep.rollback(TABLE, first.id());
        TableVersion fourth = lake.run("r4", 0);
        lake.iceberg(TABLE).manageSnapshots().createTag("kept", third.id()).commit();
        upkeep.expire(TABLE, new Retention(LATER, 2, Optional.empty()));

        assertThatThrownBy(() -> upkeep.rollback(TABLE, third.id()))
                .hasMessage("Version " + third.id() + " of raw.events is gone: versions that led to it were expired.");
        assertThat(lake.open().head(TABLE)).contains(fourth);
    }
}
