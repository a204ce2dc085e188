package dev.levada.store.lake;

import static dev.levada.store.lake.Lake.COLUMNS;
import static dev.levada.store.lake.Lake.TABLE;
import static dev.levada.store.lake.Lake.nothing;
import static dev.levada.store.lake.Lake.select;
import static dev.levada.store.lake.Lake.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.Store;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import java.nio.file.Files;
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

final class LakeStoreTest {
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

    @Test
    void lookingAtALakeThatIsNotThereLeavesNoTrace() {
        Store store = lake.store;
        assertThat(store.head(TABLE)).isEmpty();
        assertThat(store.head(TABLE.quarantine())).isEmpty();
        assertThat(store.committedBy("r1", TABLE)).isEmpty();
        assertThat(store.tables()).isEmpty();
        assertThat(lake.folder).doesNotExist();
    }

    @Test
    void theFirstPublicationMakesTheTable() {
        Staging staging = lake.stage("r1", COLUMNS);
        assertThat(staging.folder()).isEmptyDirectory();
        assertThat(lake.store.head(TABLE)).isEmpty();
        assertThat(lake.store.tables()).isEmpty();

        TableVersion version = lake.publish(lake.write(staging, select(1, 2)), WriteMode.APPEND);

        assertThat(version.rows()).isEqualTo(2);
        assertThat(version.columns()).isEqualTo(staging.columns());
        assertThat(version.facts()).containsEntry(Facts.RUN_ID, "r1");
        assertThat(version.committed()).isAfter(Instant.now().minus(Duration.ofMinutes(5)));
        assertThat(lake.store.head(TABLE)).contains(version);
        assertThat(lake.open().head(TABLE)).contains(version);
        assertThat(lake.store.tables()).containsExactly(TABLE);
        assertThat(lake.values("id")).containsExactly(1L, 2L);
        assertThat(lake.values("name")).containsExactly("n1", "n2");
        assertThat(lake.iceberg(TABLE).history()).hasSize(1);
    }

    @Test
    void appendedRowsStandBesideTheOldOnes() {
        lake.append("r1", 1, 2);
        TableVersion second = lake.append("r2", 3);
        assertThat(second.rows()).isEqualTo(3);
        assertThat(lake.values("id")).containsExactly(1L, 2L, 3L);
        assertThat(lake.store.scan(second).rows()).isEqualTo(3);
    }

    @Test
    void overwritingReplacesAllRows() {
        lake.append("r1", 1, 2);
        TableVersion removed =
                lake.publish(without(lake.write(lake.stage("r2", COLUMNS), select(3, 4)), 1), WriteMode.APPEND);
        assertThat(removed.rows()).isEqualTo(3);

        TableVersion last = lake.publish(
                without(lake.write(lake.stage("r3", COLUMNS), select(5, 6, 7)), 0, 2), WriteMode.OVERWRITE);

        assertThat(last.rows()).isEqualTo(1);
        assertThat(lake.values("id")).containsExactly(6L);
        assertThat(lake.iceberg(TABLE).currentSnapshot().summary())
                .containsEntry("total-data-files", "1")
                .containsEntry("total-delete-files", "1");
        assertThat(lake.store.scan(removed).rows()).isEqualTo(3);
    }

    @Test
    void overwritingWithNothingEmptiesTheTable() {
        lake.append("r1", 1, 2);
        TableVersion empty = lake.publish(nothing(lake.stage("r2", COLUMNS)), WriteMode.OVERWRITE);
        assertThat(empty.rows()).isZero();
        assertThat(lake.store.scan(empty).files()).isEmpty();
        assertThat(lake.store.scan(empty).columns()).hasSize(2);
    }

    @Test
    void aCommitWithoutRowsStillCarriesItsFacts() {
        TableVersion first = lake.publish(
                nothing(lake.stage("r1", COLUMNS)),
                WriteMode.APPEND,
                QuarantineChange.NONE,
                Map.of(Facts.CHECKPOINT, "1"));
        TableVersion second = lake.publish(
                nothing(lake.stage("r2", COLUMNS)),
                WriteMode.APPEND,
                QuarantineChange.NONE,
                Map.of(Facts.CHECKPOINT, "2"));
        assertThat(first.rows()).isZero();
        assertThat(second.fact(Facts.CHECKPOINT)).contains("2");
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(lake.store.committedBy("r1", TABLE)).contains(first);
    }

    @Test
    void removedRowsOfNewFilesAreNeverSeen() {
        Staged staged = without(lake.write(lake.stage("r1", COLUMNS), select(1, 2, 3)), 2, 0);
        TableVersion version = lake.publish(staged, WriteMode.APPEND);
        assertThat(lake.values("id")).containsExactly(2L);
        TableScan scan = lake.store.scan(version);
        assertThat(scan.rows()).isEqualTo(1);
        assertThat(scan.removed()).isEqualTo(staged.removed());
    }

    @Test
    void thePreviewIsWhatIsThereAfterwards() {
        lake.append("r1", 1, 2);
        lake.append("r2", 3);
        for (WriteMode mode : WriteMode.values()) {
            Staged staged = without(lake.write(lake.stage("run " + mode, COLUMNS), select(4, 5)), 0);
            TableScan preview = lake.store.preview(staged, mode, lake.store.head(TABLE));
            TableScan after = lake.store.scan(lake.publish(staged, mode));
            assertThat(preview.files()).containsExactlyInAnyOrderElementsOf(after.files());
            assertThat(preview.removed()).isEqualTo(after.removed());
            assertThat(preview.columns()).isEqualTo(after.columns());
        }
    }

    @Test
    void aPreviewOfATableThatIsNotThereShowsWhatIsStaged() {
        Staged staged = lake.write(lake.stage("r1", COLUMNS), select(4, 5));
        assertThat(lake.store
                        .preview(staged, WriteMode.APPEND, Optional.empty())
                        .rows())
                .isEqualTo(2);
    }

    @Test
    void whatOthersCommitMeanwhileIsAConflictAndNothingIsPublished() {
        Staged mine = lake.write(lake.stage("r1", COLUMNS), select(1));
        LakeStore other = lake.open();
        Optional<TableVersion> none = Optional.empty();
        lake.append("r2", 2);
        assertConflict(other, mine, none, "run r2");

        Optional<TableVersion> head = lake.store.head(TABLE);
        lake.iceberg(TABLE).newAppend().commit();
        assertConflict(other, mine, head, "another program");
        assertThat(lake.values("id")).containsExactly(2L);
        assertThat(other.head(TABLE).orElseThrow().fact(Facts.RUN_ID)).contains("r2");
    }

    private static void assertConflict(LakeStore store, Staged staged, Optional<TableVersion> base, String who) {
        assertThatThrownBy(() ->
                        store.publish(new Publication(staged, WriteMode.APPEND, base, QuarantineChange.NONE, Map.of())))
                .isInstanceOfSatisfying(LevadaException.class, e -> {
                    assertThat(e.code()).isEqualTo("store.conflict");
                    assertThat(e.isRetryable()).isTrue();
                })
                .hasMessageContaining(
                        "raw.events has changed since this run read it; nothing was published. Run again.")
                .hasMessageContaining(who);
    }

    @Test
    void aRunCommitsToATableOnlyOnce() {
        Staged first = lake.write(lake.stage("r1", COLUMNS), select(1));
        lake.publish(first, WriteMode.APPEND);
        assertThatThrownBy(() -> lake.publish(first, WriteMode.APPEND))
                .hasMessage("Run r1 has committed to raw.events before.");
        assertThat(lake.values("id")).containsExactly(1L);
    }

    @Test
    void longFactsAreReadBackLikeShortOnes() throws Exception {
        String checkpoint = "ş".repeat(20_000);
        Map<String, String> facts =
                Map.of(Facts.CHECKPOINT, checkpoint, Facts.CODE, "abc", Facts.INPUTS, "file:not-a-file");
        TableVersion version = lake.publish(
                lake.write(lake.stage("r/1", COLUMNS), select(1)), WriteMode.APPEND, QuarantineChange.NONE, facts);
        assertThat(version.facts()).containsAllEntriesOf(facts);
        assertThat(lake.open().head(TABLE)).contains(version);
        assertThat(lake.iceberg(TABLE).currentSnapshot().summary().get(Facts.CHECKPOINT))
                .isEqualTo("file:levada-r%2F1-checkpoint.txt");
        try (var files = Files.list(lake.folder.resolve("raw/events/metadata"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".txt"))).hasSize(2);
        }
    }

    @Test
    void discardingRemovesWhatWasStagedButNothingThatWasPublished() {
        Staged staged = lake.write(lake.stage("r1", COLUMNS), select(1));
        lake.store.discard(staged.staging());
        lake.store.discard(staged.staging());
        assertThat(lake.folder).isEmptyDirectory();

        Staged published = lake.write(lake.stage("r2", COLUMNS), select(1));
        lake.publish(published, WriteMode.APPEND);
        lake.store.discard(published.staging());
        assertThat(lake.values("id")).containsExactly(1L);
    }

    @Test
    void sweepingRemovesWhatARunStagedAndDidNotCommit() {
        lake.append("r1", 1);
        Staging left = lake.write(lake.stage("r2", COLUMNS), select(2)).staging();
        AssetName other = new AssetName("raw", "others");
        Staging neverMade =
                lake.store.stage(new StageRequest(other, "r2", COLUMNS, List.of(), Map.of(), Scope.INCREMENT));
        lake.store.sweep("r1");
        lake.store.sweep("r2");
        assertThat(left.folder()).doesNotExist();
        assertThat(neverMade.folder()).doesNotExist();
        assertThat(lake.folder.resolve("raw/others")).doesNotExist();
        assertThat(lake.values("id")).containsExactly(1L);
    }
}
