package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.cli.e2e.Cli.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose rows have a key, made from a file for each day. */
class KeyedModesTest {
    private static final String HEADER = "id,city,op,ts";

    private Folder project = new Folder(Path.of("."));
    private Cli cli = new Cli(Path.of("."));

    @BeforeEach
    void fill(@TempDir Path folder) {
        project = Folder.withDrops(folder);
        cli = project.cli();
        day(1, "1,Lisbon,U,2024-01-01", "2,Porto,U,2024-01-01", "3,Faro,U,2024-01-01");
    }

    @Test
    void anUpsertTakesTheNewestRowOfEachKey() {
        users("{mode: upsert, key: id, dedup: {order: ts}}");
        cli.run();
        day(
                2,
                "1,Lisbon,U,2024-01-01",
                "2,Braga,U,2024-01-02",
                "2,Beja,U,2024-01-03",
                "3,Tavira,U,2023-12-31",
                "4,Evora,U,2024-01-02");

        Report report = cli.run();

        assertThat(rows()).containsExactly("1 Lisbon", "2 Beja", "3 Faro", "4 Evora");
        report.demandBalance();
        assertThat(counts(report, "rows_read", "rows_kept", "rows_unchanged", "duplicates_dropped"))
                .containsExactly(5L, 2L, 1L, 2L);
        assertThat(counts(report, "rows_inserted", "rows_updated", "rows_removed"))
                .containsExactly(1L, 1L, 0L);
        assertThat(cli.run().status()).isEqualTo("unchanged");
    }

    @Test
    void theSameRowsAgainChangeNothing() {
        users("{mode: upsert, key: id, dedup: {order: ts}}");
        cli.run();
        day(2, "1,Lisbon,U,2024-01-01", "2,Porto,U,2024-01-01", "3,Faro,U,2024-01-01");

        Report report = cli.run();

        assertThat(counts(report, "rows_kept", "rows_unchanged", "rows_updated"))
                .containsExactly(0L, 3L, 0L);
        assertThat(rows()).containsExactly("1 Lisbon", "2 Porto", "3 Faro");
    }

    @Test
    void anEmptyDayChangesNothing() {
        for (String write : List.of(
                "{mode: upsert, key: id}",
                "{mode: insert_only, key: id}",
                "{mode: scd2, key: id, scd2: {updated_at: ts}}",
                "{mode: scd3, key: id, scd3: {city: before}}")) {
            users(write);
            cli.run("--full");
            List<String> before = rows();
            day(2);

            cli.run().demandBalance();

            assertThat(rows()).as(write).isEqualTo(before).hasSize(3);
            project.without("data/day-2.csv");
        }
    }

    @Test
    void aRowMaySayThatItsKeyWasDeleted() {
        users("{mode: upsert, key: id, delete_when: op = 'D', dedup: {order: ts}}");
        cli.run();
        day(2, "1,Lisbon,D,2024-01-02", "2,Porto,D,2023-01-01", "9,Nowhere,D,2024-01-02", "3,Loule,U,2024-01-02");

        Report report = cli.run();

        assertThat(rows()).containsExactly("2 Porto", "3 Loule");
        report.demandBalance();
        assertThat(counts(report, "rows_deleted", "rows_removed", "rows_updated"))
                .containsExactly(3L, 1L, 1L);
        assertThat(cli.succeed("plan", "--full")).contains("replaces all 2 rows: everything is loaded again");
    }

    @Test
    void insertOnlyKeepsTheFirstRowOfAKey() {
        users("{mode: insert_only, key: id}");
        cli.run();
        day(2, "1,Sintra,U,2024-01-02", "4,Evora,U,2024-01-02");

        Report report = cli.run();

        assertThat(rows()).containsExactly("1 Lisbon", "2 Porto", "3 Faro", "4 Evora");
        assertThat(counts(report, "rows_kept", "duplicates_dropped")).containsExactly(1L, 1L);
    }

    @Test
    void previousValuesStandBesideTheNewOnes() {
        users("{mode: scd3, key: id, scd3: {city: before}}");
        cli.run();
        day(2, "1,Sintra,U,2024-01-02", "2,Porto,U,2024-01-02");
        cli.run();

        assertThat(texts("select id, city, before from raw.users order by id"))
                .containsExactly("1 Sintra Lisbon", "2 Porto null", "3 Faro null");
    }

    @Test
    void versionsHoldFromOneChangeToTheNext() {
        users("{mode: scd2, key: id, scd2: {updated_at: ts, track: [city]}}", "columns: {ts: date}");
        cli.run();
        day(3, "1,Sintra,U,2024-01-05", "2,Porto,U,2024-01-05");
        cli.run();
        day(2, "1,Cascais,U,2024-01-03");

        Report report = cli.run();

        report.demandBalance();
        assertThat(history("1"))
                .containsExactly(
                        "Lisbon 2024-01-01 2024-01-03", "Cascais 2024-01-03 2024-01-05", "Sintra 2024-01-05 null");
        assertThat(history("2")).containsExactly("Porto 2024-01-01 null");
        cli.run("--full");
        assertThat(history("1"))
                .containsExactly(
                        "Lisbon 2024-01-01 2024-01-03", "Cascais 2024-01-03 2024-01-05", "Sintra 2024-01-05 null");
    }

    @Test
    void aDeleteEndsTheLastVersion() {
        users(
                "{mode: scd2, key: id, delete_when: op = 'D', scd2: {updated_at: ts, hard_deletes: new_record}}",
                "columns: {ts: date}");
        cli.run();
        day(2, "1,Lisbon,D,2024-01-04");
        cli.run();

        assertThat(
                        texts(
                                "select city, valid_from, valid_to, _is_deleted from raw.users where id = 1 order by valid_from"))
                .containsExactly("Lisbon 2024-01-01 2024-01-04 false", "Lisbon 2024-01-04 null true");
    }

    @Test
    void aWindowKeepsDuplicatesOutAcrossRuns() {
        users("{mode: append, dedup: {by: id, order: ts, window: 3 days}}", "columns: {ts: date}");
        cli.run();
        day(2, "1,Lisbon,U,2024-01-03", "2,Porto,U,2024-01-08");

        Report report = cli.run();

        assertThat(counts(report, "rows_kept", "duplicates_dropped")).containsExactly(1L, 1L);
        assertThat(cli.number("select count(*) from raw.users")).isEqualTo(4);
    }

    @Test
    void aRowWithoutItsKeyIsRefusedAndShown() {
        users("{mode: upsert, key: id}");
        day(2, ",Nowhere,U,2024-01-02");

        assertThat(cli.run(1).error("raw.users"))
                .contains("rows break rules that fail the run: id.key 1.")
                .contains("Nowhere")
                .contains("make that `required` under `columns:`");

        users("{mode: upsert, key: id}", "columns: {id: {required: true}}");
        assertThat(cli.run().count("raw.users", "rows_quarantined")).isEqualTo(1);
        assertThat(rows()).containsExactly("1 Lisbon", "2 Porto", "3 Faro");
    }

    @Test
    void aReplayedRowTakesThePlaceOfItsKey() {
        users("{mode: upsert, key: id, dedup: {order: ts}}", "columns: {city: {length: {max: 6}}}");
        cli.run();
        day(2, "2,Guimaraes,U,2024-01-02", "3,Faro,U,2024-01-02", "5,Portalegre,U,2024-01-02");
        cli.run();
        assertThat(rows()).containsExactly("1 Lisbon", "2 Porto", "3 Faro");

        users("{mode: upsert, key: id, dedup: {order: ts}}", "columns: {city: {length: {max: 9}}}");
        cli.succeed("quarantine", "replay", "raw.users");

        assertThat(rows()).containsExactly("1 Lisbon", "2 Guimaraes", "3 Faro");
        assertThat(cli.quarantined("raw.users")).hasSize(1);
    }

    @Test
    void aReplayedRowThatCameTooLateLeavesTheQuarantineAndChangesNothing() {
        users("{mode: upsert, key: id, dedup: {order: ts}}", "columns: {city: {length: {max: 6}}}");
        day(2, "2,Guimaraes,U,2023-06-01");
        cli.run();

        users("{mode: upsert, key: id, dedup: {order: ts}}");
        cli.succeed("quarantine", "replay", "raw.users");

        assertThat(rows()).containsExactly("1 Lisbon", "2 Porto", "3 Faro");
        assertThat(cli.quarantined("raw.users")).isEmpty();
    }

    @Test
    void changedCodeLeavesLoadedRowsUntilAllIsAskedFor() {
        users("{mode: upsert, key: id}");
        cli.run();
        users("{mode: upsert, key: id}", "rules: [{sql: city <> 'Faro'}]");

        assertThat(cli.run().status()).isEqualTo("unchanged");
        assertThat(rows()).hasSize(3);
        assertThat(cli.succeed("plan")).contains("rows that are loaded already stay as they are");

        cli.run("--full");
        assertThat(rows()).containsExactly("1 Lisbon", "2 Porto");
    }

    @Test
    void aFullRunMergesAllDaysIntoATableMadeAnew() {
        users("{mode: upsert, key: id, dedup: {order: ts}}");
        day(2, "2,Braga,U,2024-01-02");
        cli.run();
        List<String> rows = rows();

        Report full = cli.run("--full");

        full.demandBalance();
        assertThat(rows()).isEqualTo(rows).containsExactly("1 Lisbon", "2 Braga", "3 Faro");
    }

    @Test
    void aTableThatHadNoVersionsIsMadeAnewForThem() {
        users("{mode: upsert, key: id}");
        cli.run();
        users("{mode: scd2, key: id}");
        day(2, "1,Sintra,U,2024-01-02");

        assertThat(cli.run(2).error("raw.users")).contains("levada run --full raw.users");

        cli.run("--full");
        assertThat(cli.number("select count(*) from raw.users where valid_to is null"))
                .isEqualTo(3);
    }

    private void users(String write, String... lines) {
        String[] all = new String[lines.length + 2];
        all[0] = "extract: {from: drops, files: day-*.csv}";
        all[1] = "write: " + write;
        System.arraycopy(lines, 0, all, 2, lines.length);
        project.file("assets/raw/users.yml", all);
    }

    private void day(int day, String... rows) {
        String[] lines = new String[rows.length + 1];
        lines[0] = HEADER;
        System.arraycopy(rows, 0, lines, 1, rows.length);
        project.file("data/day-" + day + ".csv", lines);
    }

    private List<String> rows() {
        return texts("select id, city from raw.users order by id");
    }

    private List<String> history(String id) {
        return texts("select city, valid_from, valid_to from raw.users where id = " + id + " order by valid_from");
    }

    /** A query's rows, each as its values with spaces between them. */
    private List<String> texts(String sql) {
        return cli.query(sql).stream()
                .map(row -> StreamSupport.stream(row.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private static List<Long> counts(Report report, String... keys) {
        return List.of(keys).stream().map(key -> report.count("raw.users", key)).toList();
    }
}
