package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.Invocation;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code levada check} finds wrong between an asset's columns and how its rows are written. */
class WriteCheckTest {
    private Folder project = new Folder(Path.of("."));

    @BeforeEach
    void fill(@TempDir Path folder) {
        project = Folder.withDrops(folder)
                .file(
                        "data/users.csv",
                        "id,city,op,ts",
                        "1,Lisbon,U,2024-01-01 10:00:00",
                        "2,Porto,U,2024-01-02 10:00:00");
    }

    @Test
    void theColumnsThatAModeKeepsAreThereForQueriesChecksAndPartitions() {
        users(
                "write: {mode: scd2, key: id, partition: [year(valid_from)],"
                        + " scd2: {updated_at: ts, hard_deletes: new_record}}",
                "checks:",
                "  - unique: [id, valid_from]",
                "  - sql: select * from raw.users where valid_to <= valid_from or _is_deleted and valid_to is null");
        project.file(
                "assets/marts/now.sql", "select id, city from raw.users where valid_to is null and not _is_deleted");

        assertThat(project.cli().succeed("check")).doesNotContain("error");
    }

    @Test
    void namesAndTypesThatDoNotFitAreTold() {
        users("write: {mode: scd2, key: idd, scd2: {updated_at: city, track: [cty], valid_to: op}}");

        assertThat(problems())
                .contains(
                        "raw.users: write.key names column 'idd', which its rows do not have. Did you mean 'id'?",
                        "raw.users: write.scd2.updated_at: column 'city' is VARCHAR; a date, timestamp or timestamptz is",
                        "raw.users: write.scd2.track names column 'cty', which its rows do not have. Did you mean 'city'?",
                        "raw.users: the mode 'scd2' keeps a column 'op', but the table has another one of that name.");
    }

    @Test
    void aConditionForDeletesIsBoundToARow() {
        users("write: {mode: upsert, key: id, delete_when: oops = 'D'}");

        assertThat(problems()).contains("raw.users: write.delete_when: ").contains("oops");
    }

    @Test
    void anOpenEndIsAValueOfItsColumn() {
        users("write: {mode: scd2, key: id, scd2: {updated_at: ts, open_end: never}}");
        assertThat(problems())
                .contains(
                        "raw.users: write.scd2.open_end puts into column 'valid_to' 'never', which is not a value of its"
                                + " type, timestamp.");

        users("write: {mode: scd2, key: id, scd2: {updated_at: ts, open_end: 9999-12-31}}");
        project.cli().succeed("check");
    }

    @Test
    void aRuleSeesTheRowAsItComesInAndNotWhatTheModeMakesOfIt() {
        users("write: {mode: scd2, key: id}", "rules: [{name: open, sql: valid_to is null}]");

        assertThat(problems()).contains("raw.users: rule rules.open: ").contains("valid_to");
    }

    @Test
    void showTellsTheKeyAndTheMode() {
        users("write: {mode: upsert, key: [id], delete_missing: soft, partition: [city]}");

        assertThat(project.cli().succeed("show", "raw.users"))
                .contains("upsert by id; missing rows are deleted (soft), partitioned by city");
    }

    private void users(String... lines) {
        String[] all = new String[lines.length + 1];
        all[0] = "extract: {from: drops, files: users.csv}";
        System.arraycopy(lines, 0, all, 1, lines.length);
        project.file("assets/raw/users.yml", all);
    }

    private String problems() {
        Invocation check = project.cli().end(2, "check");
        return check.err();
    }
}
