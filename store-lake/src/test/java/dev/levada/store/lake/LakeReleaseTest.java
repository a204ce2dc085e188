package dev.levada.store.lake;

import static dev.levada.store.lake.Lake.COLUMNS;
import static dev.levada.store.lake.Lake.TABLE;
import static dev.levada.store.lake.Lake.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.Prepared;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Store;
import dev.levada.store.lake.FailingCatalog.Failing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several tables change together, whatever dies on the way. */
final class LakeReleaseTest {
    private static final AssetName OTHER = new AssetName("features", "others");
    private static final int KILLED = 137;

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

    private static Prepared prepare(Store store, Staged staged) {
        return store.prepare(new Publication(
                staged,
                WriteMode.APPEND,
                store.head(staged.staging().table()),
                QuarantineChange.NONE,
                Map.of(Facts.INPUTS, "x".repeat(10_000))));
    }

    private List<Prepared> prepared(Store store, String run) {
        Staged first = lake.write(lake.stage(run, COLUMNS), select(1));
        Staged second = lake.write(
                store.stage(new StageRequest(OTHER, run, COLUMNS, List.of(), Map.of(), Scope.INCREMENT)), select(2, 3));
        return List.of(prepare(store, first), prepare(store, second));
    }

    private LakeStore failing(Failing when) {
        return new LakeStore(new FailingCatalog(lake.folder, OTHER, new AtomicReference<>(when)), Clock.systemUTC());
    }

    private Set<Path> metadataFiles() throws IOException {
        try (Stream<Path> files = Files.walk(lake.folder)) {
            return Set.copyOf(files.filter(Files::isRegularFile)
                    .filter(file -> file.getParent().endsWith("metadata"))
                    .toList());
        }
    }

    @Test
    void aReleaseWhoseAnswerWasLostIsFound() {
        LakeStore lossy = failing(Failing.AFTER);
        List<Prepared> release = prepared(lossy, "r1");

        assertThat(lossy.commit(release))
                .isEqualTo(release.stream().map(Prepared::version).toList());
        assertThat(lake.values("id")).containsExactly(1L);
        assertThat(lake.records(OTHER)).hasSize(2);
    }

    @Test
    void aReleaseThatNeverArrivedLeavesNothingButWhatWasStaged() throws Exception {
        LakeStore broken = failing(Failing.BEFORE);
        List<Prepared> release = prepared(broken, "r1");
        assertThat(metadataFiles()).isNotEmpty();

        assertThatThrownBy(() -> broken.commit(release))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.busy"));
        assertThat(lake.store.tables()).isEmpty();
        assertThat(metadataFiles()).isEmpty();
    }

    @Test
    void aReleaseThatNobodyCanTellOfIsUnknown() {
        LakeStore blind = failing(Failing.AFTER_AND_BLIND);
        List<Prepared> release = prepared(blind, "r1");

        assertThatThrownBy(() -> blind.commit(release))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.unknown"))
                .hasMessageContaining("Whether run r1 was committed to raw.events, features.others is unknown");
        assertThat(lake.values("id")).containsExactly(1L);
        assertThat(lake.records(OTHER)).hasSize(2);
    }

    @Test
    void whatADeadRunPreparedIsSweptOrLeftForTheRemovalOfOrphans() throws Exception {
        lake.append("r0", 9);
        Set<Path> before = metadataFiles();
        prepared(lake.store, "dead");
        LakeStore next = lake.open();
        next.sweep("dead");

        assertThat(lake.values("id")).containsExactly(9L);
        assertThat(next.tables()).containsExactly(TABLE);
        var later = Instant.now().plusSeconds(3_600);
        next.upkeep(TABLE).orElseThrow().removeOrphans(TABLE, later, Set.of());
        next.upkeep(TABLE).orElseThrow().removeOrphans(OTHER, later, Set.of());
        assertThat(metadataFiles()).isEqualTo(before);
        assertThat(lake.values("id")).containsExactly(9L);
    }

    @Test
    void discardingRemovesEverythingThatPreparingWrote() throws Exception {
        lake.append("r0", 9);
        Set<Path> before = metadataFiles();
        List<Prepared> release = prepared(lake.store, "r1");
        release.forEach(lake.store::discard);

        assertThat(metadataFiles()).isEqualTo(before);
        assertThat(lake.values("id")).containsExactly(9L);
    }

    @ParameterizedTest
    @CsvSource({"before-commit, 0", "within-swap, 0", "after-commit, 1", "after-quarantine, 1"})
    void aProcessThatIsKilledHasReleasedAllOrNothing(String where, int rows) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlevada.crash-at=" + where,
                        Releasing.class.getName(),
                        lake.folder.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(KILLED);

        Optional<Long> wanted = rows == 0 ? Optional.empty() : Optional.of(1L);
        LakeStore next = lake.open();
        assertThat(next.head(TABLE).map(version -> version.rows())).isEqualTo(wanted);
        assertThat(next.head(OTHER).map(version -> version.rows())).isEqualTo(rows == 0 ? wanted : Optional.of(2L));
    }

    /** What another process does. */
    static final class Releasing {
        private Releasing() {}

        public static void main(String[] arguments) throws Exception {
            LakeReleaseTest test = new LakeReleaseTest();
            try (Lake lake = new Lake(Path.of(arguments[0]))) {
                test.lake = lake;
                lake.store.commit(test.prepared(lake.store, "r1"));
            }
        }
    }
}
