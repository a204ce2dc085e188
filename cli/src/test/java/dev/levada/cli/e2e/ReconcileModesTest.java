package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.e2e.ReconcileProject.Comparison;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract and the write mode change is explained, and is no difference. */
class ReconcileModesTest {
    @TempDir
    Path folder;

    private ReconcileProject project = new ReconcileProject(new Folder(Path.of("")));

    @BeforeEach
    void create() {
        project = ReconcileProject.in(folder)
                .database(
                        "create table orders (id integer, name text, price integer, op text, at integer)",
                        "insert into orders values (1, 'a', 10, 'I', 1), (2, 'b', 20, 'I', 2), (3, 'c', 30, 'I', 3)");
    }

    @Test
    void brokenFilteredAndRepeatedRowsAreAccountedFor() {
        project.database("insert into orders values (3, 'c2', 31, 'I', 4), (4, 'x', -1, 'I', 5), (5, 'y', 1, 'Z', 6)")
                .asset(
                        "extract: {from: crm, table: orders, where: \"op <> 'Z'\"}",
                        "write: {mode: overwrite, dedup: {by: id, order: at}}",
                        "columns: {price: {min: 0}}")
                .load();
        Comparison found = project.compare();
        found.demandAgreement();
        assertThat(found.json().get("read").toString())
                .isEqualTo("{\"read\":6,\"kept\":3,\"quarantined\":1,\"duplicates\":1,\"filtered\":1,"
                        + "\"not_loaded_yet\":0,\"reasons\":{\"price.min\":1}}");
        assertThat(project.cli().succeed("reconcile", "raw.orders"))
                .contains("6 rows: 1 break the contract (price.min 1), 1 dropped as duplicates, 1 filtered");
    }

    @Test
    void softlyDeletedRowsStandAside() {
        project.asset("extract: {from: crm, table: orders}", "write: {mode: upsert, key: id, delete_missing: soft}")
                .load()
                .database("delete from orders where id = 2");
        assertThat(project.compare().keys()).containsExactly("missing_at_source 2");
        Comparison found = project.load().compare();
        found.demandAgreement();
        assertThat(found.number("table_rows")).isEqualTo(2);
        assertThat(found.number("table_rows_aside")).isEqualTo(1);
        project.database("insert into orders values (2, 'b', 20, 'I', 2)");
        assertThat(project.compare().keys()).containsExactly("missing_in_table 2");
    }

    @Test
    void rowsThatSayTheyWereDeletedAreNotExpected() {
        project.database("insert into orders values (2, 'b', 20, 'D', 7)")
                .asset(
                        "extract: {from: crm, table: orders}",
                        "write: {mode: upsert, key: id, delete_when: op = 'D', dedup: {order: at}}")
                .load();
        Comparison found = project.compare();
        found.demandAgreement();
        assertThat(found.number("source_rows")).isEqualTo(2);
        project.database("insert into orders values (3, 'c', 30, 'D', 8)");
        assertThat(project.compare().keys()).containsExactly("missing_at_source 3");
    }

    @Test
    void ofVersionsTheCurrentOneCounts() {
        project.database(
                        "drop table orders",
                        "create table orders (id integer, name text, price integer, at text)",
                        "insert into orders values (1, 'a', 10, '2024-01-01'), (2, 'b', 20, '2024-01-01'),"
                                + " (3, 'c', 30, '2024-01-01')")
                .asset(
                        "extract: {from: crm, table: orders}",
                        "write: {mode: scd2, key: id, scd2: {updated_at: at, track: [name], open_end: 9999-12-31,"
                                + " hard_deletes: new_record}}",
                        "columns: {at: {type: timestamp}}")
                .load()
                .database(
                        "update orders set name = 'b2', at = '2024-01-02' where id = 2",
                        "update orders set price = 99, at = '2024-01-03' where id = 3",
                        "delete from orders where id = 1");
        assertThat(project.compare().keys()).containsExactly("missing_at_source 1", "different 2");
        Comparison found = project.load().compare();
        found.demandAgreement();
        assertThat(found.number("table_rows")).isEqualTo(2);
        assertThat(found.number("table_rows_aside"))
                .as("of 1 two versions, of 2 one")
                .isEqualTo(3);
        assertThat(found.notes()).containsExactly("not compared: what no new version is made for: price, at");
        project.database("update orders set name = 'c3', at = '2024-01-04' where id = 3");
        assertThat(project.compare().values(0)).containsExactly("name c3 c");
    }

    @Test
    void whatOtherModesKeepBesideIsNotCompared() {
        project.asset("extract: {from: crm, table: orders}", "write: {mode: scd3, key: id, scd3: {name: before}}")
                .load()
                .database("update orders set name = 'a2' where id = 1")
                .load()
                .compare()
                .demandAgreement();
        project.asset("extract: {from: crm, table: orders}", "write: {mode: insert_only, key: id}");
        project.cli().run("--full", "raw.orders").demandBalance();
        project.database("update orders set name = 'a3' where id = 1", "delete from orders where id = 2");
        Comparison found = project.compare();
        assertThat(found.keys()).containsExactly("missing_at_source 2");
        assertThat(found.count("kept_as_first")).isEqualTo(1);
        assertThat(found.notes())
                .anyMatch(note -> note.contains("does not find out by itself which rows were deleted"));
    }

    @Test
    void anotherRowOfTheSameKeyThatCameLaterMayStandInTheTable() {
        project.database("insert into orders values (1, 'zzz', 10, 'I', 4)")
                .asset("extract: {from: crm, table: orders, cursor: at}", "write: {mode: upsert, key: id}")
                .load()
                .database("insert into orders values (1, 'aaa', 10, 'I', 5), (9, 'last', 1, 'I', 6)")
                .load();
        assertThat(project.cli()
                        .query("select name from raw.orders where id = 1")
                        .get(0)
                        .get("name")
                        .asText())
                .isEqualTo("aaa");
        Comparison found = project.compare();
        found.demandAgreement();
        assertThat(found.count("other_duplicate")).isEqualTo(1);
        project.database("update orders set price = 11 where at = 5");
        assertThat(project.compare().keys()).containsExactly("different 1");
    }

    @Test
    void anOrderTellsWhichRowOfAKeyMustStandInTheTable() {
        project.asset("extract: {from: crm, table: orders}", "write: {mode: upsert, key: id, dedup: {order: at}}")
                .load()
                .database("insert into orders values (1, 'newer', 10, 'I', 9), (2, 'older', 20, 'I', 0)");
        assertThat(project.compare().keys()).containsExactly("different 1");
    }

    @Test
    void duplicatesThatCameInSeveralRunsAreKnown() {
        project.asset(
                        "extract: {from: crm, table: orders, cursor: at}",
                        "write: {mode: append, dedup: {by: id, order: at}}")
                .load()
                .database("insert into orders values (1, 'again', 10, 'I', 7)")
                .load();
        Comparison found = project.compare();
        found.demandAgreement();
        assertThat(found.count("other_duplicate")).isEqualTo(1);
        project.database("update orders set price = 0 where at = 7");
        assertThat(project.compare().count("not_loaded_yet"))
                .as("what stands at the end of the window is looked at again")
                .isEqualTo(1);
    }

    @Test
    void rowsThatWereAppendedTwiceAreFound() {
        project.asset("extract: {from: crm, table: orders}", "write: {mode: append}")
                .load()
                .database("update orders set price = 11 where id = 1")
                .load();
        Comparison found = project.compare("--key", "id");
        assertThat(found.keys()).containsExactly("missing_at_source 1", "missing_at_source 2", "missing_at_source 3");
        assertThat(found.json().get("differences").get(1).get("table_rows").longValue())
                .isEqualTo(2);
    }

    @Test
    void aRowInQuarantineIsNotMissing() {
        project.asset(
                        "extract: {from: crm, table: orders, cursor: at}",
                        "write: {mode: upsert, key: id}",
                        "columns: {price: {max: 25}}")
                .load()
                .asset("extract: {from: crm, table: orders, cursor: at}", "write: {mode: upsert, key: id}");
        Comparison found = project.compare();
        found.demandAgreement();
        assertThat(found.count("in_quarantine")).isEqualTo(1);
        assertThat(found.notes()).anyMatch(note -> note.contains("the asset's file has changed"));
        project.database("insert into orders values (4, 'lost', 1, 'I', 0)");
        assertThat(project.compare().keys()).containsExactly("missing_in_table 4");
    }

    @Test
    void aRowThatBreaksTheContractNowExplainsWhatTheTableKeeps() {
        project.asset(
                        "extract: {from: crm, table: orders}",
                        "write: {mode: upsert, key: id}",
                        "columns: {price: {max: 35}}")
                .load()
                .database("update orders set price = 99 where id = 2");
        Comparison found = project.compare();
        found.demandAgreement();
        assertThat(found.count("breaks_contract")).isEqualTo(1);
    }

    @Test
    void rowsThatFailARunAreDifferences() {
        project.asset(
                        "extract: {from: crm, table: orders}",
                        "write: {mode: upsert, key: id}",
                        "columns: {price: {max: {value: 35, on_fail: error}}}")
                .load()
                .database("insert into orders values (4, 'much', 99, 'I', 4)");
        Comparison found = project.compare();
        assertThat(found.number("differing_keys")).isEqualTo(1);
        assertThat(found.count("fails_run")).isEqualTo(1);
        assertThat(found.notes())
                .anyMatch(note -> note.contains("the next run will fail") && note.contains("price.max 1"));
        assertThat(project.cli().end(1, "reconcile", "raw.orders").out())
                .contains("1 key differs: 1 that fail the next run");
    }

    @Test
    void rulesMayLookAtOtherTables() {
        project.folder().file("assets/raw/names.yml", "extract: {from: crm, table: names}", "write: {mode: overwrite}");
        project.database("create table names (name text)", "insert into names values ('a'), ('b')")
                .asset(
                        "extract: {from: crm, table: orders}",
                        "write: {mode: upsert, key: id}",
                        "columns: {name: {references: raw.names.name}}")
                .load();
        Comparison found = project.compare();
        found.demandAgreement();
        assertThat(found.json().get("read").get("quarantined").longValue()).isEqualTo(1);
    }

    @Test
    void rowsThatShareAUniqueValueAreFoundInQuarantine() {
        project.database("insert into orders values (3, 'c', 31, 'I', 8)")
                .asset(
                        "extract: {from: crm, table: orders}",
                        "write: {mode: overwrite}",
                        "columns: {id: {unique: true}}")
                .load();
        Comparison found = project.compare();
        found.demandAgreement();
        assertThat(found.json().get("key").get(0).asText()).isEqualTo("id");
        assertThat(found.count("in_quarantine")).isEqualTo(1);
    }
}
