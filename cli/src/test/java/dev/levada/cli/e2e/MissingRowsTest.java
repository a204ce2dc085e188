package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.e2e.Cli.Report;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that follow a database in which rows disappear. */
class MissingRowsTest {
    private Folder project = new Folder(Path.of("."));
    private Cli cli = new Cli(Path.of("."));

    @BeforeEach
    void fill(@TempDir Path folder) {
        project = new Folder(folder)
                .file("levada.yml", "name: test", "connections:", "  crm: {type: sqlite, path: crm.db}");
        cli = project.cli();
        crm(
                "create table users (id integer, city text, country text)",
                "insert into users values (1, 'Lisbon', 'PT'), (2, 'Porto', 'PT'), (3, 'Vigo', 'ES')");
    }

    @Test
    void aHardDeleteTakesTheRowOut() {
        users("extract: {from: crm, table: users}", "write: {mode: upsert, key: id, delete_missing: hard}");
        cli.run();
        crm("delete from users where id = 2", "update users set city = 'Sintra' where id = 1");

        assertThat(cli.succeed("plan")).contains("deletes rows that its source no longer has");
        Report report = cli.run();

        report.demandBalance();
        assertThat(report.count("raw.users", "rows_removed")).isEqualTo(1);
        assertThat(report.count("raw.users", "rows_unchanged")).isEqualTo(1);
        assertThat(ids("true")).containsExactly(1L, 3L);
    }

    @Test
    void aSoftlyDeletedRowStaysAndComesBack() {
        users("extract: {from: crm, table: users}", "write: {mode: upsert, key: id}");
        cli.run();
        users("extract: {from: crm, table: users}", "write: {mode: upsert, key: id, delete_missing: soft}");
        crm("delete from users where id = 2");

        assertThat(cli.succeed("plan")).contains("adds column _deleted_at TIMESTAMPTZ");
        cli.run();
        assertThat(ids("_deleted_at is null")).containsExactly(1L, 3L);
        assertThat(ids("_deleted_at is not null")).containsExactly(2L);

        crm("insert into users values (2, 'Porto', 'PT')");
        cli.run();
        assertThat(ids("_deleted_at is null")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void onlyRowsThatTheExtractWouldHaveCanBeMissing() {
        users("extract: {from: crm, table: users}", "write: {mode: upsert, key: id, delete_missing: hard}");
        cli.run();
        users(
                "extract: {from: crm, table: users, where: country = 'PT'}",
                "write: {mode: upsert, key: id, delete_missing: hard}");
        crm("delete from users where id in (2, 3)");
        cli.run();

        assertThat(ids("true")).containsExactly(1L, 3L);
    }

    @Test
    void aSourceWithoutRowsDeletesNothingAndIsTold() {
        users("extract: {from: crm, table: users}", "write: {mode: upsert, key: id, delete_missing: hard}");
        cli.run();
        crm("delete from users");

        Report report = cli.run();

        assertThat(ids("true")).containsExactly(1L, 2L, 3L);
        assertThat(report.asset("raw.users").required("notices")).isNotEmpty();
    }

    @Test
    void aRowInQuarantineIsNotMissing() {
        users(
                "extract: {from: crm, table: users}",
                "write: {mode: upsert, key: id, delete_missing: hard}",
                "columns: {city: {length: {max: 6}}}");
        cli.run();
        crm("update users set city = 'Portalegre' where id = 2", "delete from users where id = 3");

        cli.run();
        assertThat(ids("true")).containsExactly(1L, 2L);
        cli.run();
        assertThat(cli.quarantined("raw.users")).hasSize(1);
    }

    @Test
    void aMissingRowEndsItsVersion() {
        users("extract: {from: crm, table: users}", "write: {mode: scd2, key: id, scd2: {hard_deletes: invalidate}}");
        cli.run();
        crm("delete from users where id = 2");
        cli.run();

        assertThat(ids("valid_to is null")).containsExactly(1L, 3L);
        assertThat(ids("valid_to is not null")).containsExactly(2L);
    }

    @Test
    void aQueryMayTakeRowsBackToo() {
        users("extract: {from: crm, table: users}", "write: {mode: overwrite}");
        project.file(
                "assets/marts/cities.sql",
                "/* levada",
                "write: {mode: upsert, key: [city], delete_missing: hard}",
                "*/",
                "select city, count(*) as users from raw.users group by city");
        cli.run();
        crm("delete from users where id = 2", "insert into users values (4, 'Lisbon', 'PT')");

        cli.run().demandBalance();

        assertThat(cli.query("select city, users from marts.cities order by city"))
                .extracting(row -> row.required("city").textValue() + " " + row.required("users"))
                .containsExactly("Lisbon 2", "Vigo 1");
    }

    private void users(String... lines) {
        project.file("assets/raw/users.yml", lines);
    }

    private void crm(String... statements) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + project.path().resolve("crm.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> ids(String condition) {
        return cli.query("select id from raw.users where " + condition + " order by id").stream()
                .map(row -> row.required("id").longValue())
                .toList();
    }
}
