package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine lacks something: nothing changes, the message says what to do, and once it is there the next run ends well. */
class ResourcesTest {
    private static final String SORTED =
            "select range as id, md5(cast(range as varchar)) as hash from range(1500000) order by hash";
    private static final List<String> IMPATIENT = List.of("-Dlevada.busy-timeout-millis=300");

    @TempDir
    Path folder;

    @Test
    void aLakeWithoutRoomForTheRows() {
        try (SmallDisk disk = SmallDisk.at(folder.resolve(".levada"), "2m")) {
            Folder project = loaded();
            State before = State.of(folder);
            project.file("data/2.csv", large());

            assertThat(project.cli().end(3, "run").out())
                    .contains("raw.a failed: Could not write file")
                    .contains("No space left on device. Make room on that disk, and run again.");
            State.of(folder).demandEqual(before, project, "failed");

            disk.resize("64m");
            demandLoaded(project, 2 + 40_000);
        }
    }

    @Test
    void aDiskWithoutRoomForAnything() throws IOException {
        try (SmallDisk disk = SmallDisk.at(folder.resolve(".levada"), "2m")) {
            Folder project = loaded();
            State before = State.of(folder);
            project.file("data/2.csv", "id,text", "3,c");
            Path filler = disk.fill();

            assertThat(project.cli().end(3, "run").err())
                    .contains("The ledger ")
                    .contains("the disk is full. Make room on it, and run again.");
            Files.delete(filler);
            State.of(folder).demandEqual(before, project, "done");

            demandLoaded(project, 3);
        }
    }

    @Test
    void aSpillFolderWithoutRoom() {
        Folder project = sorted("40MB");
        try (SmallDisk ignored = SmallDisk.at(folder.resolve(".levada/spill"), "2m")) {
            assertThat(project.cli().end(3, "run").out())
                    .contains("did not fit on the disk of .levada/spill either")
                    .contains("Make room there. Give the engine more memory with limits.memory in levada.yml")
                    .doesNotContain("PRAGMA")
                    .doesNotContain("SET ");
        }
        project.cli().end(2, "query", "select * from marts.sorted");
        project.cli().run();
        assertThat(project.cli().number("select count(*) from marts.sorted")).isEqualTo(1_500_000);
    }

    @Test
    void anEngineWithoutMemory() {
        Folder project = sorted("4MB");
        assertThat(project.cli().end(3, "run").out())
                .contains("marts.sorted failed: Memory ran out: ")
                .contains("Give the engine more memory with limits.memory in levada.yml, or fewer threads");
        project.cli().end(2, "query", "select * from marts.sorted");

        project.file("levada.yml", "name: test").cli().run();
    }

    @Test
    void aProcessWithoutMemory() throws IOException {
        Folder project = loaded();
        State before = State.of(folder);
        project.file(
                "assets/raw/a.yml",
                "extract: {from: drops, files: '*.csv'}",
                "write: {mode: append, dedup: {by: [id]}}",
                "columns: {id: bigint}");
        project.file("data/2.csv", repeated("id,text", "3,c", 1_500_000));

        // Enough to start with, and a third of what the places of so many duplicates take.
        try (Child child = Child.with(List.of("-Xmx24m"), folder, "run")) {
            String out = child.out();
            assertThat(child.code()).as("%s%s", out, child.errors()).isEqualTo(3);
            assertThat(out + child.errors())
                    .contains("Java's memory ran out")
                    .contains("Give the process more of it: LEVADA_JAVA_OPTS=-Xmx2g");
        }
        assertThat(State.of(folder).snapshots()).isEqualTo(before.snapshots());
        demandLoaded(project, 3);
    }

    @Test
    void aLakeThatIsReadOnly() {
        Folder project = loaded();
        State before = State.of(folder);
        project.file("data/2.csv", "id,text", "3,c");
        try (SmallDisk disk = SmallDisk.over(folder.resolve(".levada/lake"))) {
            disk.makeReadOnly();
            assertThat(project.cli().end(3, "run").err())
                    .contains("catalog.db could not be read: it is read-only. Levada must be able to write there.");
        }
        State.of(folder).demandEqual(before, project, "done");
        demandLoaded(project, 3);
    }

    @Test
    void aStateFolderThatIsReadOnly() {
        Folder project = loaded();
        State before = State.of(folder);
        project.file("data/2.csv", "id,text", "3,c");
        try (SmallDisk disk = SmallDisk.over(folder.resolve(".levada"))) {
            disk.makeReadOnly();
            assertThat(project.cli().end(3, "run").err())
                    .contains("The ledger ")
                    .contains("it is read-only. Levada must be able to write there.");
        }
        State.of(folder).demandEqual(before, project, "done");
        demandLoaded(project, 3);
    }

    @Test
    void aCatalogThatAnotherProgramKeepsLocked() throws IOException, SQLException {
        Folder project = loaded();
        State before = State.of(folder);
        project.file("data/2.csv", "id,text", "3,c");
        try (Hold hold = new Hold("before-publish");
                Child child = Child.with(hold.options(IMPATIENT), folder, "run");
                Connection other = open("lake/catalog.db")) {
            hold.during(() -> lock(other));
            assertThat(child.out())
                    .contains("another program has kept the lake's catalog locked for 300 ms. Run again.");
            assertThat(child.code()).isEqualTo(3);
        }
        State.of(folder).demandEqual(before, project, "failed");
        demandLoaded(project, 3);
    }

    @Test
    void aLedgerThatAnotherProgramKeepsLocked() throws IOException, SQLException {
        Folder project = loaded();
        State before = State.of(folder);
        project.file("data/2.csv", "id,text", "3,c");
        try (Connection other = open("ledger.db")) {
            lock(other);
            try (Child child = Child.with(IMPATIENT, folder, "run")) {
                assertThat(child.code()).isEqualTo(3);
                assertThat(child.errors())
                        .contains("another program has kept it locked for 300 ms. Try again when it is done.");
            }
        }
        State.of(folder).demandEqual(before, project, "done");
        demandLoaded(project, 3);
    }

    private static void demandLoaded(Folder project, int rows) {
        assertThat(project.cli().run().status()).isEqualTo("done");
        assertThat(project.cli().number("select count(*) from raw.a")).isEqualTo(rows);
        assertThat(project.cli().run().status()).isEqualTo("unchanged");
        try (Lake lake = new Lake(project.path())) {
            assertThat(lake.strays()).isEmpty();
        }
    }

    private Folder loaded() {
        Folder project = Folder.withDrops(folder)
                .file("data/1.csv", "id,text", "1,a", "2,b")
                .file(
                        "assets/raw/a.yml",
                        "extract: {from: drops, files: '*.csv'}",
                        "write: {mode: append}",
                        "columns: {id: bigint}");
        project.cli().run();
        return project;
    }

    private Folder sorted(String memory) {
        return new Folder(folder)
                .file("levada.yml", "name: test", "limits: {memory: " + memory + ", threads: 1}")
                .file("assets/marts/sorted.sql", SORTED);
    }

    /** Rows that are larger than a small disk, however they are compressed. */
    private static String[] repeated(String heading, String line, int times) {
        return Stream.concat(Stream.of(heading), Stream.generate(() -> line).limit(times))
                .toArray(String[]::new);
    }

    private static String[] large() {
        Random random = new Random(7);
        byte[] noise = new byte[64];
        return IntStream.range(-1, 40_000)
                .mapToObj(i -> {
                    random.nextBytes(noise);
                    return i < 0 ? "id,text" : i + "," + HexFormat.of().formatHex(noise);
                })
                .toArray(String[]::new);
    }

    private Connection open(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve(".levada").resolve(database));
    }

    private static void lock(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("begin immediate");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a run must leave as it was: the tables' versions, their history, and no files beside them. */
    private record State(Map<String, Long> snapshots, Map<String, Integer> commits, List<Path> strays) {
        static State of(Path folder) {
            try (Lake lake = new Lake(folder)) {
                return new State(lake.snapshots(), lake.commits(), lake.strays());
            }
        }

        void demandEqual(State before, Folder project, String lastRun) {
            assertThat(this).isEqualTo(before);
            assertThat(project.cli().succeed("runs", "--limit", "1"))
                    .contains(lastRun)
                    .doesNotContain("running");
        }
    }
}
