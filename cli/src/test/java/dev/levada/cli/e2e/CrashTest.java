package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.cli.e2e.Cli.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project whose process is killed arrives at the tables that it would have had anyway. */
@TestInstance(Lifecycle.PER_CLASS)
class CrashTest {
    private static final int KILLED = 137;
    private static final int LONGEST_MILLIS = 2500;

    private List<JsonNode> wanted;
    private Map<String, Integer> wantedCommits;

    @SuppressWarnings("NullAway.Init") // JUnit calls undisturbed() before the first test
    CrashTest() {}

    @BeforeAll
    void undisturbed(@TempDir Path folder) {
        Folder project = first(folder);
        Report began = project.cli().run();
        second(project);
        Report went = project.cli().run();

        assertThat(began.count("raw.orders", "rows_quarantined")).isPositive();
        assertThat(began.count("raw.orders", "duplicates_dropped")).isPositive();
        assertThat(went.count("raw.orders", "rows_quarantined")).isPositive();
        wanted = content(project.cli());
        wantedCommits = commits(folder);
        assertThat(strays(folder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mid-produce", "after-commit"})
    void aProjectWhoseFirstRunIsKilledBeginsWellAllTheSame(String point, @TempDir Path folder) throws IOException {
        Folder project = first(folder);
        kill(point, folder);
        project.cli().run().demandBalance();
        second(project);
        project.cli().run().demandBalance();

        demandUndisturbed(project);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before-stage",
                "after-stage",
                "mid-produce",
                "before-audit",
                "before-publish",
                "before-commit",
                "after-commit",
                "after-quarantine",
                "after-publish",
                "before-ledger"
            })
    void aRunAfterAKillEndsWithTheSameTables(String point, @TempDir Path folder) throws IOException {
        Folder project = first(folder);
        project.cli().run();
        second(project);
        kill(point, folder);
        project.cli().run().demandBalance();

        demandUndisturbed(project);
        assertThat(project.cli().succeed("runs").lines().filter(line -> line.contains(" died ")))
                .hasSize(1);
        assertThat(project.cli().run().status()).isEqualTo("unchanged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"before-commit", "after-commit"})
    void aReplayAfterAKillEndsWithTheSameTables(String point, @TempDir Path folder) throws IOException {
        Folder replayed = relaxed(folder.resolve("replayed"));
        replayed.cli().succeed("quarantine", "replay", "raw.orders");

        Folder killed = relaxed(folder.resolve("killed"));
        try (Child child = Child.crashing(point, killed.path(), "quarantine", "replay", "raw.orders")) {
            assertThat(child.code()).as(child.errors()).isEqualTo(KILLED);
        }
        killed.cli().succeed("quarantine", "replay", "raw.orders");

        assertThat(killed.cli().rows("raw.orders"))
                .hasSize(3)
                .isEqualTo(replayed.cli().rows("raw.orders"));
        assertThat(killed.cli().quarantined("raw.orders"))
                .isEqualTo(replayed.cli().quarantined("raw.orders"));
        assertThat(strays(killed.path())).isEmpty();
    }

    @Test
    void killsAtAnyTimeChangeNothing(@TempDir Path folder) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Folder project = first(folder);
        killSomewhen(random, folder);
        project.cli().run();
        second(project);
        for (int i = 0; i < 3; i++) {
            killSomewhen(random, folder);
        }
        project.cli().run();

        assertThat(content(project.cli())).as("seed %d", seed).isEqualTo(wanted);
        assertThat(strays(folder)).as("seed %d", seed).isEmpty();
    }

    private void demandUndisturbed(Folder project) {
        assertThat(content(project.cli())).isEqualTo(wanted);
        assertThat(commits(project.path())).isEqualTo(wantedCommits);
        assertThat(strays(project.path())).isEmpty();
    }

    private static void kill(String point, Path folder) throws IOException {
        try (Child child = Child.crashing(point, folder, "run")) {
            String out = child.out();
            assertThat(child.code()).as("%s%s", out, child.errors()).isEqualTo(KILLED);
        }
    }

    private static void killSomewhen(Random random, Path folder) throws IOException {
        try (Child child = Child.start(folder, "run")) {
            boolean ended = child.process().waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
            if (!ended) {
                child.process().destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> content(Cli cli) {
        return cli.content(List.of("raw.orders", "raw.customers", "raw.stock", "marts.revenue"));
    }

    private static Map<String, Integer> commits(Path folder) {
        try (Lake lake = new Lake(folder)) {
            return lake.commits();
        }
    }

    private static List<Path> strays(Path folder) {
        try (Lake lake = new Lake(folder)) {
            return lake.strays();
        }
    }

    private static Folder first(Path folder) {
        return Folder.withDrops(folder)
                .file(
                        "assets/raw/orders.yml",
                        "extract: {from: drops, files: orders/*.csv}",
                        "write: {mode: append, dedup: {by: [id], keep: last, order: at}}",
                        "columns:",
                        "  id: {type: bigint, required: true}",
                        "  customer: {type: bigint, references: raw.customers.id}",
                        "  amount: {type: double, min: 0}",
                        "  at: {type: timestamp}")
                .file(
                        "assets/raw/customers.yml",
                        "extract: {from: drops, files: customers.csv}",
                        "columns: {id: {type: bigint, unique: true}, name: {type: varchar, required: true}}")
                .file(
                        "assets/raw/stock.yml",
                        "extract: {from: drops, files: stock/*.jsonl}",
                        "write: {mode: overwrite_partitions, partition: [place]}",
                        "columns: {place: {type: varchar}, item: {type: bigint}, pieces: {type: integer, min: 0}}",
                        "checks: [{unique: [place, item]}]")
                .file(
                        "assets/marts/revenue.sql",
                        "select c.name, count(*) as orders, sum(o.amount) as revenue",
                        "from raw.customers c join raw.orders o on o.customer = c.id group by c.name")
                .file("data/customers.csv", "id,name", "1,Ana", "2,Rui", "3,")
                .file(
                        "data/orders/1.csv",
                        "id,customer,amount,at",
                        "1,1,10,2024-01-01 10:00:00",
                        "1,1,11,2024-01-01 11:00:00",
                        "2,2,-5,2024-01-02 10:00:00",
                        "3,9,7,2024-01-02 11:00:00",
                        "4,2,20,2024-01-03 10:00:00",
                        "x,2,1,2024-01-03 11:00:00")
                .file(
                        "data/stock/lisboa.jsonl",
                        "{\"place\":\"lisboa\",\"item\":1,\"pieces\":4}",
                        "{\"place\":\"lisboa\",\"item\":2,\"pieces\":-1}")
                .file("data/stock/porto.jsonl", "{\"place\":\"porto\",\"item\":1,\"pieces\":9}");
    }

    private static void second(Folder project) {
        project.file("data/customers.csv", "id,name", "1,Ana", "2,Rui Costa", "4,Eva", "5,")
                .file(
                        "data/orders/2.csv",
                        "id,customer,amount,at",
                        "5,1,1,2024-02-01 10:00:00",
                        "6,4,2,2024-02-01 11:00:00",
                        "6,4,3,2024-02-01 10:00:00",
                        "7,4,-2,2024-02-02 10:00:00")
                .file(
                        "data/stock/lisboa.jsonl",
                        "{\"place\":\"lisboa\",\"item\":1,\"pieces\":3}",
                        "{\"place\":\"lisboa\",\"item\":3,\"pieces\":-3}")
                .file("data/stock/faro.jsonl", "{\"place\":\"faro\",\"item\":1,\"pieces\":1}");
    }

    private static Folder relaxed(Path folder) {
        Folder project = first(folder);
        project.cli().run();
        return project.file(
                "assets/raw/orders.yml",
                "extract: {from: drops, files: orders/*.csv}",
                "write: {mode: append, dedup: {by: [id], keep: last, order: at}}",
                "columns:",
                "  id: {type: bigint, required: true}",
                "  customer: {type: bigint}",
                "  amount: {type: double, min: 0}",
                "  at: {type: timestamp}");
    }
}
