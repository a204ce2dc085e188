package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.e2e.ReconcileProject.Comparison;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables compared with the files that they were loaded from, and with each other. */
class ReconcileFilesTest {
    private static final String EVENT = "{\"id\": %d, \"tags\": [\"a, b\", null], \"at\": {\"x\": 1.5, \"y\": [%d]}}";

    @TempDir
    Path folder;

    private static String event(int id, int y) {
        return String.format(Locale.ROOT, EVENT, id, y);
    }

    @Test
    void newGoneAndChangedFilesAreToldApart() {
        Folder project = Folder.withDrops(folder)
                .file("assets/raw/events.yml", "extract: {from: drops, files: \"*.jsonl\"}", "write: {mode: append}")
                .file("data/one.jsonl", event(1, 1), event(2, 2))
                .file("data/two.jsonl", event(3, 3), event(3, 3));
        Cli cli = project.cli();
        cli.run().demandBalance();
        compare(cli).demandAgreement();

        project.file("data/three.jsonl", event(4, 4));
        Comparison added = compare(cli);
        added.demandAgreement();
        assertThat(added.count("not_loaded_yet")).isEqualTo(1);

        project.without("data/one.jsonl");
        Comparison gone = compare(cli);
        gone.demandAgreement();
        assertThat(gone.count("file_gone")).isEqualTo(2);

        cli.run().demandBalance();
        project.file("data/three.jsonl", event(4, 5));
        assertThat(compare(cli).keys()).containsExactlyInAnyOrder("missing_in_table", "missing_at_source");
        assertThat(compare(cli, "--key", "id").values(0))
                .containsExactly("at {'x': 1.5, 'y': [5]} {'x': 1.5, 'y': [4]}");
    }

    @Test
    void aRowThatWasLoadedTwiceIsFound() {
        Folder project = Folder.withDrops(folder)
                .file("assets/raw/events.yml", "extract: {from: drops, files: \"*.csv\"}", "write: {mode: append}")
                .file("data/one.csv", "id,name", "1,x", "1,x", "2,y");
        Cli cli = project.cli();
        cli.run().demandBalance();
        compare(cli).demandAgreement();
        project.file("data/one.csv", "id,name", "1,x", "2,y");
        Comparison found = compare(cli, "--key", "id");
        assertThat(found.keys()).containsExactly("missing_at_source 1");
        assertThat(found.json().get("differences").get(0).get("table_rows").longValue())
                .isEqualTo(2);
    }

    @Test
    void brokenLinesAreAccountedForInCsvToo() {
        Folder project = Folder.withDrops(folder)
                .file(
                        "assets/raw/events.yml",
                        "extract: {from: drops, files: \"*.csv\"}",
                        "write: {mode: upsert, key: id}",
                        "columns: {id: {type: bigint, required: true}, at: {type: timestamp}}")
                .file(
                        "data/one.csv",
                        "id,at",
                        "1,2024-01-01 10:00:00",
                        "2,never",
                        ",2024-01-01",
                        "4,2024-01-01",
                        "5,1,2,3");
        Cli cli = project.cli();
        cli.run().demandBalance();
        Comparison found = compare(cli);
        found.demandAgreement();
        assertThat(found.json().get("read").get("quarantined").longValue()).isEqualTo(3);
        assertThat(found.json().get("read").get("kept").longValue()).isEqualTo(2);
    }

    @Test
    void anEmptySourceIsComparedToo() {
        Folder project = Folder.withDrops(folder)
                .file("assets/raw/events.yml", "extract: {from: drops, files: \"*.csv\"}", "write: {mode: overwrite}")
                .file("data/one.csv", "id,name", "1,x");
        Cli cli = project.cli();
        cli.run().demandBalance();
        project.without("data/one.csv");
        assertThat(compare(cli, "--key", "id").keys()).containsExactly("missing_at_source 1");
    }

    @Test
    void twoTablesAreComparedByTheColumnsThatBothHave() {
        Folder project = Folder.withDrops(folder)
                .file(
                        "assets/raw/events.yml",
                        "extract: {from: drops, files: \"*.csv\"}",
                        "write: {mode: overwrite}",
                        "columns: {id: {type: integer}, price: {type: \"decimal(10,2)\"}}")
                .file("data/one.csv", "id,name,price", "1,x,1.50", "2,y,2.00", "3,z,3.25")
                .file(
                        "assets/mart/copy.sql",
                        "select cast(id as bigint) as id, name, cast(price as decimal(12,4)) as price, 1 as more from raw.events");
        Cli cli = project.cli();
        cli.run().demandBalance();
        Comparison agreed = compare(cli, "mart.copy", "--key", "id");
        agreed.demandAgreement();
        assertThat(agreed.notes()).containsExactly("not compared: what mart.copy alone has: more");
        assertThat(agreed.json().get("verified_through").isNull())
                .as("only a source verifies")
                .isTrue();

        project.file(
                "assets/mart/copy.sql",
                "select id, upper(name) as name, price + 0.001 as price from raw.events where id <> 1"
                        + " union all select 9, 'new', 0");
        cli.run("--full", "mart.copy").demandBalance();
        Comparison found = compare(cli, "mart.copy", "--key", "id");
        assertThat(found.keys())
                .containsExactly("missing_at_source 1", "different 2", "different 3", "missing_in_table 9");
        assertThat(cli.end(1, "reconcile", "raw.events", "mart.copy", "--key", "id")
                        .out())
                .contains("missing in mart.copy: id '1'")
                .contains("missing in raw.events: id '9'")
                .contains("name 'Y' in mart.copy, 'y' in raw.events");
    }

    private static Comparison compare(Cli cli, String... options) {
        return ReconcileProject.compare(cli, "raw.events", options);
    }
}
