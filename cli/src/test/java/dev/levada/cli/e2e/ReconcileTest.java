package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.Invocation;
import dev.levada.cli.e2e.ReconcileProject.Comparison;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of a database compared with its copy in the lake. */
class ReconcileTest {
    private static final String COLUMNS = "columns: {id: {type: bigint}, price: {type: \"decimal(10,2)\"}}";

    @TempDir
    Path folder;

    private ReconcileProject project = new ReconcileProject(new Folder(Path.of("")));

    @BeforeEach
    void create() {
        project = ReconcileProject.in(folder)
                .database(
                        "create table orders (id integer, name text, price text, at text)",
                        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000) insert into orders"
                                + " select i, 'name ' || i, i || '.50', '2024-01-01 00:' || printf('%02d:%02d', i / 60, i % 60)"
                                + " from n");
    }

    @Test
    void whatWasJustLoadedAgrees() {
        project.asset("extract: {from: crm, table: orders}", "write: {mode: upsert, key: id}", COLUMNS)
                .load();
        Comparison found = project.compare("--chunk-rows", "100");
        found.demandAgreement();
        assertThat(found.number("source_rows")).isEqualTo(1000);
        assertThat(found.number("table_rows")).isEqualTo(1000);
        assertThat(found.json().get("chunks")).hasSize(10);
        assertThat(found.json().get("chunks").get(1).get("from").get("id").asText())
                .isEqualTo("101");
        assertThat(found.json()
                        .get("chunks")
                        .get(1)
                        .at("/source/columns/price/sum")
                        .asText())
                .isEqualTo("15100.00");
        assertThat(project.cli().succeed("reconcile", "raw.orders")).contains("no difference in 1 chunk");
    }

    @Test
    void eachKindOfDifferenceIsFoundByItsKey() {
        project.asset("extract: {from: crm, table: orders}", "write: {mode: overwrite}", COLUMNS)
                .load()
                .database(
                        "delete from orders where id = 77",
                        "insert into orders values (2000, 'new', '1.25', null)",
                        "update orders set price = '9.99', name = null where id = 500");
        Comparison found = project.compare("--key", "id", "--chunk-rows", "100");
        assertThat(found.keys()).containsExactly("missing_at_source 77", "different 500", "missing_in_table 2000");
        assertThat(found.values(1)).containsExactly("name null name 500", "price 9.99 500.50");
        assertThat(found.values(2)).contains("id 2000 null", "price 1.25 null");
        assertThat(found.number("differing_keys")).isEqualTo(3);
        assertThat(found.json().get("chunks"))
                .filteredOn(chunk -> !chunk.get("agrees").booleanValue())
                .hasSize(3);
        assertThat(found.notes()).anyMatch(note -> note.contains("the source has changed since the table was loaded"));

        String text = project.cli()
                .end(1, "reconcile", "raw.orders", "--key", "id", "--limit", "2", "--chunk-rows", "100")
                .out();
        assertThat(text)
                .contains("missing at the source: id '77'")
                .contains("different: id '500'; name null at the source, 'name 500' in the table")
                .contains("and 1 more; --limit N shows more")
                .contains("3 keys differ: 1 missing in the table, 1 missing at the source, 1 different")
                .contains("3 of 10 chunks differ")
                .doesNotContain("2000'");
    }

    @Test
    void withoutAKeyWholeRowsAreCompared() {
        project.database("insert into orders select * from orders where id = 10")
                .asset("extract: {from: crm, table: orders}", "write: {mode: overwrite}")
                .load();
        Comparison agreed = project.compare("--chunk-rows", "100");
        agreed.demandAgreement();
        assertThat(agreed.json().get("key")).isEmpty();
        project.database("delete from orders where rowid = 1001", "update orders set name = 'x' where id = 20");
        Comparison found = project.compare("--chunk-rows", "100");
        assertThat(found.keys())
                .containsExactlyInAnyOrder("missing_at_source", "missing_at_source", "missing_in_table");
        assertThat(project.cli().end(1, "reconcile", "raw.orders").out())
                .contains("too many in the table: ")
                .contains("(1 row at the source, 2 in the table)")
                .contains("chunk 1: rows 1,000 at the source, 1,001 in the table; id sum ")
                .contains("3 rows differ: 1 missing in the table, 2 missing at the source")
                .contains("missing in the table: id '20', name 'x', price '20.50'");
    }

    @Test
    void onlyTheNamedColumnsAreCompared() {
        project.asset("extract: {from: crm, table: orders}", "write: {mode: upsert, key: id}")
                .load()
                .database("update orders set name = 'x' where id = 3");
        project.compare("--columns", "price,at").demandAgreement();
        assertThat(project.compare("--columns", "PRICE,Name").keys()).containsExactly("different 3");
        assertThat(project.cli().succeed("reconcile", "raw.orders", "--status"))
                .as("what was not compared is not verified")
                .contains("never found to agree");
    }

    @Test
    void rowsBeyondTheCheckpointAreNotLoadedYetButLostOnesAreDifferences() {
        project.asset("extract: {from: crm, table: orders, cursor: at}", "write: {mode: upsert, key: id}")
                .load()
                .database(
                        "insert into orders values (5000, 'later', '1', '2025-01-01')",
                        "update orders set name = 'changed', at = '2025-01-02' where id = 6",
                        "insert into orders values (4000, 'too late', '1', '2023-01-01')",
                        "update orders set name = 'silently' where id = 7");
        Comparison found = project.compare();
        assertThat(found.keys()).containsExactly("different 7", "missing_in_table 4000");
        assertThat(found.count("not_loaded_yet")).isEqualTo(2);
        assertThat(found.json().get("read").get("not_loaded_yet").longValue()).isEqualTo(2);
        project.database("delete from orders where id = 4000", "update orders set name = 'name 7' where id = 7");
        project.compare().demandAgreement();
        assertThat(project.cli().succeed("show", "raw.orders")).contains("and 2024-01-01 00:16:40");
    }

    @Test
    void theMarkIsWrittenShownAndSurvivesARebuild() {
        project.asset("extract: {from: crm, table: orders}", "write: {mode: upsert, key: id}")
                .load();
        assertThat(project.cli().succeed("show", "raw.orders")).doesNotContain("verified");
        project.compare().demandAgreement();
        project.cli().succeed("ledger", "rebuild");
        assertThat(project.cli().succeed("reconcile", "raw.orders", "--status"))
                .contains("raw.orders: through 2")
                .contains("1,000 rows agreed with the source")
                .doesNotContain("changed since");
        project.database("update orders set name = 'x' where id = 3");
        project.compare();
        assertThat(project.cli().succeed("show", "raw.orders"))
                .as("a difference does not move the mark")
                .contains("verified    through 2");
        project.load();
        assertThat(project.cli().succeed("show", "raw.orders")).contains("the table has changed since");
    }

    @Test
    void nothingIsChangedAndNothingIsLeft() {
        project.asset("extract: {from: crm, table: orders}", "write: {mode: upsert, key: id}")
                .load();
        var before = Folder.files(folder.resolve(".levada/lake"));
        project.database("update orders set name = 'x' where id = 3").compare();
        assertThat(Folder.files(folder.resolve(".levada/lake"))).isEqualTo(before);
        assertThat(Folder.files(folder.resolve(".levada/reconcile"))).isEmpty();
        assertThat(folder.resolve(".levada/reconcile")).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndWhatAnotherMachineWritesIsNot() throws IOException {
        project.asset("extract: {from: crm, table: orders}", "write: {mode: upsert, key: id}")
                .load();
        Path scratch = folder.resolve(".levada/reconcile");
        Path dead = scratch.resolve("999999999-" + InetAddress.getLocalHost().getHostName() + "-1");
        Path foreign = scratch.resolve("999999999-another.example.com-1");
        Files.createDirectories(dead.resolve("rows-1"));
        Files.createDirectories(foreign);
        project.compare().demandAgreement();
        assertThat(dead).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void keysOfManyRowsDoNotMakeMoreChunksThanThereAreKeys() {
        project.asset("extract: {from: crm, table: orders}", "write: {mode: overwrite}")
                .database("update orders set name = 'same' where id > 5")
                .load();
        Comparison found = project.compare("--key", "name", "--chunk-rows", "10");
        found.demandAgreement();
        assertThat(found.json().get("chunks")).hasSize(2);
        project.database("update orders set price = 0 where id = 77");
        Comparison differing = project.compare("--key", "name", "--chunk-rows", "10");
        assertThat(differing.keys()).containsExactly("different same");
        assertThat(differing.values(0)).containsExactly("price 0 77.50");
        assertThat(differing.json().get("differences").get(0).get("source_rows").longValue())
                .isEqualTo(995);
    }

    @Test
    void whatCannotBeComparedIsRefusedWithAWord() {
        project.folder().file("assets/mart/sums.sql", "select count(*) as n from raw.orders");
        project.asset("extract: {from: crm, table: orders}", "write: {mode: upsert, key: id}");
        refused("raw.orders was never made", "reconcile", "raw.orders");
        project.load();
        refused("mart.sums is made by a query and has no source", "reconcile", "mart.sums");
        refused("--key names column 'idd'", "reconcile", "raw.orders", "--key", "idd");
        refused("Did you mean 'name'?", "reconcile", "raw.orders", "--columns", "nam");
        refused("--chunk-rows wants", "reconcile", "raw.orders", "--chunk-rows", "0");
        refused("--limit wants a number from 0 to 10000, not -1", "reconcile", "raw.orders", "--limit", "-1");
        refused("There is no asset 'raw.order'", "reconcile", "raw.order");
    }

    private void refused(String message, String... words) {
        Invocation ended = project.cli().end(2, words);
        assertThat(ended.out() + ended.err()).contains(message);
    }
}
