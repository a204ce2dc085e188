package dev.levada.store.lake;

import static dev.levada.store.lake.Lake.BAD;
import static dev.levada.store.lake.Lake.COLUMNS;
import static dev.levada.store.lake.Lake.TABLE;
import static dev.levada.store.lake.Lake.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.Positions;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Staged;
import dev.levada.store.TableVersion;
import dev.levada.store.lake.FailingCatalog.Failing;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of runs that die, lose an answer, or meet others. */
final class LakeCrashTest {

    @TempDir
    Path root;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(root.resolve("lake"));
    }

    @AfterEach
    void close() throws Exception {
        lake.close();
    }

    private TableVersion publish(LakeStore store, String run, QuarantineChange change) {
        Staged staged = lake.write(lake.stage(run, COLUMNS), select(1));
        return store.publish(new Publication(staged, WriteMode.APPEND, store.head(TABLE), change, Map.of()));
    }

    private long bad(LakeStore store) {
        return store.head(BAD).map(TableVersion::rows).orElse(-1L);
    }

    @Test
    void aQuarantineFollowsItsTableAfterACrash() {
        Staged bad = lake.quarantined("r1", 4);
        LakeStore dying = failing(BAD, new AtomicReference<>(Failing.BEFORE));
        publish(dying, "r1", new QuarantineChange(Optional.of(bad), Map.of()));
        assertThat(lake.iceberg(TABLE).currentSnapshot().summary().get(Facts.QUARANTINE))
                .isEqualTo("file:levada-r1-quarantine.json");
        assertThat(lake.store.tables()).containsExactly(TABLE);

        LakeStore next = lake.open();
        next.sweep("r1");
        assertThat(bad(next)).isEqualTo(4);
        assertThat(next.head(BAD).orElseThrow().fact(Facts.RUN_ID)).contains("r1");
        assertThat(lake.records(BAD)).hasSize(4);
        assertThat(bad(lake.open())).isEqualTo(4);
        assertThat(lake.iceberg(BAD).history()).hasSize(1);
    }

    @Test
    void releasedRowsLeaveTheQuarantineEvenAfterACrash() {
        Staged bad = lake.quarantined("r1", 4);
        publish(lake.store, "r1", new QuarantineChange(Optional.of(bad), Map.of()));
        String file = bad.files().get(0).path();
        LakeStore dying = failing(BAD, new AtomicReference<>(Failing.BEFORE));
        publish(dying, "r2", new QuarantineChange(Optional.empty(), Map.of(file, Positions.of(0, 3))));

        assertThat(lake.open().head(TABLE)).isPresent();
        assertThat(lake.records(BAD))
                .extracting(row -> row.getField("position"))
                .containsExactly(1L, 2L);

        Staged more = lake.quarantined("r3", 1);
        publish(lake.store, "r3", new QuarantineChange(Optional.of(more), Map.of(file, Positions.of(1))));
        assertThat(bad(lake.store)).isEqualTo(2);
        publish(lake.store, "r4", new QuarantineChange(Optional.empty(), Map.of(file, Positions.of(0, 1, 2, 3))));
        assertThat(bad(lake.store)).isEqualTo(1);
        assertThat(lake.store.scan(lake.store.head(BAD).orElseThrow()).files()).hasSize(1);
        assertThat(lake.store.scan(lake.store.head(BAD).orElseThrow()).removed())
                .isEmpty();
    }

    @Test
    void aPublicationWithoutQuarantineMakesNone() {
        publish(lake.store, "r1", QuarantineChange.NONE);
        assertThat(lake.store.head(BAD)).isEmpty();
        assertThat(lake.store.tables()).containsExactly(TABLE);
    }

    @Test
    void aCommitWhoseAnswerWasLostIsFound() {
        LakeStore lossy = failing(TABLE, new AtomicReference<>(Failing.AFTER));
        TableVersion version = publish(lossy, "r1", QuarantineChange.NONE);
        assertThat(lake.store.head(TABLE)).contains(version);
        assertThat(lake.values("id")).containsExactly(1L);
    }

    @Test
    void aCommitThatNeverArrivedIsAFailureThatMayBeTriedAgain() {
        AtomicReference<Failing> failing = new AtomicReference<>(Failing.BEFORE);
        LakeStore store = failing(TABLE, failing);
        assertThatThrownBy(() -> publish(store, "r1", QuarantineChange.NONE))
                .isInstanceOfSatisfying(LevadaException.class, e -> {
                    assertThat(e.code()).isEqualTo("store.busy");
                    assertThat(e.isRetryable()).isTrue();
                });
        assertThat(lake.store.head(TABLE)).isEmpty();
        failing.set(Failing.NEVER);
        publish(store, "r2", QuarantineChange.NONE);
        assertThat(lake.values("id")).containsExactly(1L);
    }

    @Test
    void aCommitThatNobodyCanTellOfIsUnknown() {
        LakeStore blind = failing(TABLE, new AtomicReference<>(Failing.AFTER_AND_BLIND));
        assertThatThrownBy(() -> publish(blind, "r1", QuarantineChange.NONE))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.unknown"));
        assertThat(lake.store.committedBy("r1", TABLE)).isPresent();
        assertThat(lake.values("id")).containsExactly(1L);
    }

    @Test
    void storesSideBySideLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Integer>> conflicts = new ArrayList<>();
        for (int who = 0; who < 2; who++) {
            String name = "w" + who;
            List<Staged> batches = LongStream.range(0, 6)
                    .mapToObj(i -> lake.write(lake.stage(name + "-" + i, COLUMNS), select(i)))
                    .toList();
            List<Staged> bad = batches.stream()
                    .map(batch -> lake.quarantined(batch.staging().runId(), 1))
                    .toList();
            conflicts.add(threads.submit(() -> appendAll(batches, bad)));
        }
        for (Future<Integer> each : conflicts) {
            each.get();
        }
        threads.shutdown();
        assertThat(lake.values("id")).hasSize(12);
        assertThat(lake.iceberg(TABLE).history()).hasSize(12);
        assertThat(bad(lake.open())).isEqualTo(12);
        assertThat(lake.iceberg(BAD).history()).hasSize(12);
    }

    private int appendAll(List<Staged> batches, List<Staged> bad) {
        int conflicts = 0;
        try (LakeStore store = new LakeStore(lake.folder, Clock.systemUTC())) {
            for (int i = 0; i < batches.size(); i++) {
                QuarantineChange change = new QuarantineChange(Optional.of(bad.get(i)), Map.of());
                while (!isPublished(store, batches.get(i), change)) {
                    conflicts++;
                }
            }
        }
        return conflicts;
    }

    private static boolean isPublished(LakeStore store, Staged staged, QuarantineChange change) {
        try {
            store.publish(new Publication(staged, WriteMode.APPEND, store.head(TABLE), change, Map.of()));
            return true;
        } catch (LevadaException conflict) {
            assertThat(conflict.code()).isEqualTo("store.conflict");
            return false;
        }
    }

    private LakeStore failing(AssetName victim, AtomicReference<Failing> when) {
        return new LakeStore(new FailingCatalog(lake.folder, victim, when), Clock.systemUTC());
    }
}
