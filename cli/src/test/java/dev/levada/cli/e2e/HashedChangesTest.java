package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.cli.e2e.Cli.Report;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose changed rows are found by hashes hold the same as those that are read whole. */
class HashedChangesTest {
    private static final List<String> MODES = List.of(
            "{mode: upsert, key: [k, name]}",
            "{mode: upsert, key: [k, name], delete_missing: hard}",
            "{mode: upsert, key: [k, name], delete_missing: soft}",
            "{mode: scd3, key: [k, name], scd3: {note: previous_note}, delete_missing: hard}",
            "{mode: scd2, key: [k, name], scd2: {hard_deletes: invalidate}}",
            "{mode: scd2, key: [k, name], scd2: {hard_deletes: new_record, open_end: 9999-12-31}}");
    private static final List<String> FIGURES =
            List.of("rows_read", "rows_kept", "rows_quarantined", "rows_filtered", "rows_unchanged", "rows_removed");
    private static final String ALL = "* exclude (_run_id, _loaded_at, _source)";

    private static EmbeddedPostgres server;

    @TempDir
    Path folder;

    private Folder project;
    private Cli cli;

    @SuppressWarnings("NullAway.Init") // JUnit calls begin() before each test
    HashedChangesTest() {}

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @BeforeEach
    void begin() throws SQLException {
        execute("drop schema public cascade", "create schema public");
        execute("create table items (k integer, name text, note text, amount numeric(8,2), at timestamptz,"
                + " primary key (k, name))");
        project = new Folder(folder)
                .file(
                        "levada.yml",
                        "name: test",
                        "connections:",
                        "  crm: {type: postgres, host: localhost, port: " + server.getPort()
                                + ", database: postgres, user: postgres, password: x}");
        cli = project.cli();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whateverHappensAtTheSourceTheTablesHoldTheSame(int seed) throws SQLException {
        Random random = new Random(seed);
        pairs("columns: {amount: {max: 900}}");
        execute(insert(random, 40));
        cli.run();
        for (int round = 0; round < 5; round++) {
            execute(mutations(random).toArray(String[]::new));
            if (round == 2) {
                for (int mode = 0; mode < MODES.size(); mode++) {
                    cli.succeed("lake", "rollback", "raw.whole" + mode);
                    cli.succeed("lake", "rollback", "raw.hashed" + mode);
                }
            } else if (round == 3) {
                pairs("columns: {amount: {max: 800}}");
            }

            Report report = cli.run();

            report.demandBalance();
            assertThat(differing()).as("seed " + seed + ", round " + round).isEmpty();
        }
    }

    @Test
    void onlyRowsThatChangedAreRead() throws SQLException {
        asset("items", "changes: hash", "{mode: upsert, key: [k, name], delete_missing: hard}", "");
        execute(
                "insert into items select i, 'n' || i, 'note', i, timestamptz '2024-01-01Z' from generate_series(1, 5000) i");
        assertThat(read(cli.run())).isEqualTo(5000);

        assertThat(read(cli.run())).isZero();
        execute(
                "update items set note = null where k = 7",
                "update items set note = '' where k = 8",
                "update items set amount = amount + 0.01 where k = 9",
                "delete from items where k in (10, 11)",
                "insert into items values (6000, E'it''s \"{a\\\\b}\", ü', 'new', 1, now())");
        Report report = cli.run();

        assertThat(read(report)).isEqualTo(4);
        assertThat(report.count("raw.items", "rows_inserted")).isEqualTo(1);
        assertThat(report.count("raw.items", "rows_updated")).isEqualTo(3);
        assertThat(report.count("raw.items", "rows_removed")).isEqualTo(2);
        assertThat(cli.number("select count(*) from raw.items")).isEqualTo(4999);
        assertThat(read(cli.run())).isZero();
        assertThat(read(cli.run("--full", "raw.items"))).isEqualTo(4999);
        execute("alter table items add column more int");
        assertThat(read(cli.run())).as("each row is another then").isEqualTo(4999);
        execute("delete from items");
        Report emptied = cli.run();
        assertThat(emptied.asset("raw.items").required("notices").toString()).contains("gave no rows at all");
        assertThat(cli.number("select count(*) from raw.items")).isEqualTo(4999);
    }

    @Test
    void anAssetThatBeginsToUseHashesReadsAllRowsOnce() throws SQLException {
        execute("insert into items select i, 'n', 'note', i, now() from generate_series(1, 10) i");
        asset("items", "columns: [k, name, note]", "{mode: upsert, key: [k, name]}", "");
        cli.run();
        asset("items", "columns: [k, name, note], changes: hash", "{mode: upsert, key: [k, name]}", "");

        assertThat(read(cli.run())).isEqualTo(10);
        assertThat(read(cli.run())).isZero();

        asset("items", "columns: [k, name, note]", "{mode: upsert, key: [k, name]}", "");
        assertThat(read(cli.run())).as("and again without").isEqualTo(10);
        assertThat(cli.number("select count(*) from raw.items where _row_hash is null"))
                .isEqualTo(10);
    }

    @Test
    void ifTooManyRowsChangedAllAreRead() throws SQLException {
        asset("items", "changes: hash", "{mode: upsert, key: [k, name], delete_missing: hard}", "");
        execute("insert into items select i, 'n', 'note', 1, now() from generate_series(1, 100001) i");
        cli.run();
        execute("update items set amount = 2", "insert into items values (0, 'n', null, null, null)");
        execute("delete from items where k = 5");

        Report report = cli.run();

        assertThat(read(report)).isEqualTo(100_001);
        assertThat(report.asset("raw.items").required("notices").toString())
                .contains("of its 100,001 rows more than 100,000 changed, or some have no key; all of them were read");
        assertThat(cli.number("select count(*) from raw.items where amount = 2"))
                .isEqualTo(100_000);
    }

    @Test
    void rowsWithoutAKeyAreReadWithAllOthers() throws SQLException {
        execute("create table loose (k integer, note text)", "insert into loose values (1, 'a'), (2, 'b')");
        project.file(
                "assets/raw/loose.yml",
                "extract: {from: crm, table: loose, changes: hash}",
                "write: {mode: upsert, key: k, delete_missing: hard}",
                "columns: {k: {required: true}}");
        cli.run();
        execute("insert into loose values (null, 'c')");

        Report report = cli.run();

        assertThat(report.count("raw.loose", "rows_read") - report.count("raw.loose", "rows_compared"))
                .isEqualTo(3);
        assertThat(report.asset("raw.loose").required("quarantine_reasons")).hasToString("{\"k.required\":1}");
        report.demandBalance();
    }

    @Test
    void hashesNeedAKey() {
        project.file("assets/raw/items.yml", "extract: {from: crm, table: items, changes: hash}");

        assertThat(cli.run(2).error("raw.items")).contains("`changes: hash` finds rows by their key");
    }

    /** How many rows of {@code raw.items} were read, rather than told by their hash. */
    private static long read(Report report) {
        report.demandBalance();
        return report.count("raw.items", "rows_read") - report.count("raw.items", "rows_compared");
    }

    @Test
    void aRowThatIsQuarantinedEachTimeIsFewAmongAll() throws SQLException {
        execute("insert into items select i, 'n', 'note', i, now() from generate_series(1, 100) i");
        asset("items", "changes: hash", "{mode: upsert, key: [k, name]}", "columns: {amount: {max: 99}}\ntolerate: 1%");
        cli.run();

        Report report = cli.run();

        assertThat(read(report)).isEqualTo(1);
        assertThat(report.count("raw.items", "rows_quarantined")).isEqualTo(1);
    }

    private void pairs(String more) {
        for (int mode = 0; mode < MODES.size(); mode++) {
            asset("hashed" + mode, "where: note <> 'hidden', changes: hash", MODES.get(mode), more);
            asset("whole" + mode, "where: note <> 'hidden'", MODES.get(mode), more);
        }
    }

    private void asset(String name, String extract, String write, String more) {
        project.file(
                "assets/raw/" + name + ".yml",
                "extract: {from: crm, table: items, " + extract + "}",
                "write: " + write,
                more);
    }

    private static List<String> mutations(Random random) {
        List<String> mutations = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int k = random.nextInt(60);
            mutations.add(
                    switch (random.nextInt(6)) {
                        case 0 -> "delete from items where k = " + k;
                        case 1 -> "update items set note = 'hidden' where k = " + k;
                        case 2 -> "update items set amount = " + random.nextInt(1000) + " where k % 10 = " + k % 10;
                        case 3 -> "update items set note = 'n" + random.nextInt(5) + "' where k = " + k;
                        case 4 -> "update items set name = name || '-" + random.nextInt(1_000_000) + "' where k = " + k;
                        default -> insert(random, 3);
                    });
        }
        return mutations;
    }

    private static String insert(Random random, int rows) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            values.add("(" + random.nextInt(60) + ", 'it''s " + random.nextInt(2) + "', 'n" + random.nextInt(5) + "', "
                    + random.nextInt(1000) + ".5, timestamptz '2024-01-01Z' + interval '" + random.nextInt(100)
                    + " hours')");
        }
        return "insert into items values " + String.join(", ", values) + " on conflict do nothing";
    }

    /** The modes whose two tables differ, with the number of rows that only one of them has: one question about all of them. */
    private List<JsonNode> differing() {
        List<String> counts = new ArrayList<>();
        for (int mode = 0; mode < MODES.size(); mode++) {
            String hashed = "select " + ALL.replace(")", ", _row_hash)") + " from raw.hashed" + mode;
            String whole = "select " + ALL + " from raw.whole" + mode;
            counts.add("select '" + MODES.get(mode) + "' as mode, (select count(*) from (" + hashed + " except all "
                    + whole + ")) + (select count(*) from (" + whole + " except all " + hashed + ")) as rows");
        }
        return cli.query("select * from (" + String.join(" union all ", counts) + ") where rows > 0");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
