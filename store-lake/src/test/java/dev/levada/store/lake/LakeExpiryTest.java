package dev.levada.store.lake;

import static dev.levada.store.lake.Lake.BAD;
import static dev.levada.store.lake.Lake.COLUMNS;
import static dev.levada.store.lake.Lake.TABLE;
import static dev.levada.store.lake.Lake.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.Orphan;
import dev.levada.store.PastCommit;
import dev.levada.store.PastCommit.Standing;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Retention;
import dev.levada.store.Staged;
import dev.levada.store.TableCommit;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.TableVersion;
import dev.levada.store.Upkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old versions and stray files go, and what is needed stays. */
final class LakeExpiryTest {
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

    private static Retention newest(int versions) {
        return new Retention(LATER, versions, Optional.empty());
    }

    private TableVersion overwrite(String run, Map<String, String> facts) {
        return lake.publish(
                lake.write(lake.stage(run, COLUMNS), select(1)), WriteMode.OVERWRITE, QuarantineChange.NONE, facts);
    }

    private Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(lake.folder.resolve("raw"))) {
            return Set.copyOf(files.filter(Files::isRegularFile).toList());
        }
    }

    private static List<Path> paths(Lake lake, TableVersion version) {
        return lake.store.scan(version).files().stream()
                .map(DataFile::path)
                .map(Path::of)
                .toList();
    }

    @Test
    void oldVersionsGoWithTheFilesThatOnlyTheyHave() throws Exception {
        TableVersion first = overwrite("r1", Map.of(Facts.INPUTS, "x".repeat(10_000)));
        List<Path> old = paths(lake, first);
        TableVersion second = overwrite("r2", Map.of());
        TableVersion third = lake.append("r3", 5);

        assertThat(upkeep.expire(TABLE, newest(2))).isEqualTo(1);

        assertThat(lake.store.version(TABLE, first.id())).isEmpty();
        assertThat(lake.store.version(TABLE, second.id())).contains(second);
        assertThat(lake.store.head(TABLE)).contains(third);
        assertThat(old).allSatisfy(file -> assertThat(file).doesNotExist());
        assertThat(files()).noneMatch(file -> file.getFileName().toString().startsWith("levada-r1-"));
        assertThat(lake.values("id")).containsExactly(1L, 5L);
        assertThat(upkeep.expire(TABLE, newest(2))).isZero();
    }

    @Test
    void filesOfARunThatDiedStayAlthoughItsCommitsAreForgotten() {
        lake.append("r1", 1);
        lake.append("r1.2", 2);
        Path unpublished =
                lake.write(lake.stage("r1.3", COLUMNS), select(9)).staging().folder();
        lake.append("r2", 3);
        assertThat(upkeep.expire(TABLE, newest(1))).isEqualTo(2);
        assertThat(unpublished).exists();

        lake.store.sweep("r1");

        assertThat(lake.values("id")).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(unpublished).doesNotExist();
    }

    @Test
    void whatIsYoungEnoughStays() {
        overwrite("r1", Map.of());
        overwrite("r2", Map.of());

        assertThat(upkeep.expire(TABLE, new Retention(Instant.EPOCH, 1, Optional.empty())))
                .isZero();
        assertThat(upkeep.expire(new AssetName("raw", "none"), newest(1))).isZero();
    }

    @Test
    void commitsThatAreForgottenAreStillTold() {
        TableVersion first = overwrite("r1", Map.of(Facts.INTERVALS, "a/b,b/c", Facts.CODE, "1"));
        overwrite("r2", Map.of(Facts.INTERVALS, "b/c", Facts.CODE, "2", Facts.INPUTS, "i".repeat(9_000)));
        overwrite("r3", Map.of());
        List<TableCommit> before = lake.store.commits(TABLE, Optional.empty(), Optional.empty());
        upkeep.expire(TABLE, newest(2));
        upkeep.expire(TABLE, newest(1));

        assertThat(lake.open().commits(TABLE, Optional.empty(), Optional.empty()))
                .isEqualTo(before);
        assertThat(lake.store.commits(TABLE, Optional.empty(), Optional.of(first.id())))
                .isEqualTo(before.subList(1, 3));
        assertThat(upkeep.history(TABLE))
                .extracting(PastCommit::standing)
                .containsExactly(Standing.NEWEST, Standing.EXPIRED, Standing.EXPIRED);
    }

    @Test
    void theFactsOfTheNewestRunStayUnderWhateverOthersCommit() {
        overwrite("r1", Map.of());
        TableVersion own = overwrite("r2", Map.of(Facts.CHECKPOINT, "7"));
        lake.iceberg(TABLE).newFastAppend().commit();
        lake.iceberg(TABLE).newFastAppend().commit();

        assertThat(upkeep.expire(TABLE, newest(1))).isEqualTo(1);

        assertThat(lake.open().head(TABLE).orElseThrow().fact(Facts.CHECKPOINT)).contains("7");
        assertThat(lake.store.version(TABLE, own.id())).isPresent();
    }

    @Test
    void whatATagNamesStays() {
        TableVersion tagged = overwrite("r1", Map.of());
        TableVersion second = overwrite("r2", Map.of());
        overwrite("r3", Map.of());
        lake.iceberg(TABLE).manageSnapshots().createTag("kept", tagged.id()).commit();

        upkeep.expire(TABLE, newest(1));

        assertThat(lake.store.version(TABLE, second.id())).isEmpty();
        assertThat(paths(lake, tagged)).allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void aQuarantineCanGoBackAsFarAsItsTable() {
        TableVersion first = lake.run("r1", 1);
        lake.run("r2", 1);
        lake.run("r3", 1);

        assertThat(upkeep.expire(BAD, newest(1))).isZero();
        upkeep.rollback(TABLE, first.id());
        assertThat(lake.records(BAD)).hasSize(1);
        lake.run("r4", 1);
        assertThat(upkeep.expire(TABLE, newest(1))).isEqualTo(3);
        assertThat(upkeep.expire(BAD, newest(1))).isEqualTo(3);
        assertThat(lake.records(BAD)).hasSize(2);
        assertThat(lake.open().head(TABLE).orElseThrow().rows()).isEqualTo(2);
    }

    @Test
    void everythingThatATableNeedsIsNoOrphan() throws Exception {
        lake.run("r1", 1);
        overwrite("r2", Map.of(Facts.INPUTS, "x".repeat(10_000)));
        lake.publish(Lake.without(lake.write(lake.stage("r3", COLUMNS), select(1, 2)), 0), WriteMode.APPEND);
        overwrite("r4", Map.of());
        upkeep.expire(TABLE, newest(2));

        assertThat(upkeep.removeOrphans(TABLE, LATER, Set.of())).isEmpty();
        assertThat(upkeep.removeOrphans(BAD, LATER, Set.of())).isEmpty();
    }

    @Test
    void strayFilesGoOnceTheyAreOldAndNobodyMayPublishThem() throws Exception {
        overwrite("r1", Map.of());
        Path stray = stray(lake.write(lake.stage("dead", COLUMNS), select(2)));
        Path alive = stray(lake.write(lake.stage("alive", COLUMNS), select(3)));
        Path young = Path.of(lake.write(lake.stage("dead", COLUMNS), select(4))
                .files()
                .get(0)
                .path());
        Path fact = Files.writeString(lake.folder.resolve("raw/events/metadata/levada-dead-code.txt"), "x");
        age(fact);
        Instant threeDaysAgo = Instant.now().minus(Duration.ofDays(3));

        List<Orphan> found = upkeep.orphans(TABLE, threeDaysAgo, Set.of("alive"));

        assertThat(found).extracting(Orphan::path).containsExactlyInAnyOrder(stray.toString(), fact.toString());
        assertThat(found).extracting(Orphan::bytes).contains(Files.size(stray), 1L);
        assertThat(stray).exists();
        assertThat(upkeep.removeOrphans(TABLE, threeDaysAgo, Set.of("alive"))).isEqualTo(found);
        assertThat(stray).doesNotExist();
        assertThat(stray.getParent()).doesNotExist();
        assertThat(fact).doesNotExist();
        assertThat(alive).exists();
        assertThat(young).exists();
        assertThat(lake.values("id")).containsExactly(1L);
    }

    private static Path stray(Staged staged) throws IOException {
        Path file = Path.of(staged.files().get(0).path());
        age(file);
        return file;
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(4))));
    }

    @Test
    void fewerThanOneVersionIsNoTable() {
        assertThatThrownBy(() -> newest(0)).hasMessage("at least 0 versions");
    }
}
