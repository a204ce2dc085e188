package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.Invocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of secrets are looked for in all that is written, on success and on failure. */
class SecretsTest {
    private static final String FROM_ENV = "hunter2-from-the-environment";
    private static final String FROM_FILE = "swordfish-from-a-file";

    @TempDir
    Path outside;

    @TempDir
    Path folder;

    private Cli cli;

    @SuppressWarnings("NullAway.Init") // JUnit calls project() before each test
    SecretsTest() {}

    @BeforeEach
    void project() {
        Folder project = new Folder(folder)
                .file(
                        "levada.yml",
                        "name: secretive",
                        "connections:",
                        "  crm: {type: sqlite, path: '" + outside + "/${env:MARK}.db'}",
                        "  drops: {type: files, root: '" + outside + "/${file:secret.txt}'}",
                        "variables:",
                        "  token: ${env:MARK}")
                .file("secret.txt", FROM_FILE)
                .file("assets/raw/users.yml", "extract: {from: crm, table: users}", "columns: {id: {max: 1}}")
                .file(
                        "assets/raw/orders.yml",
                        "extract: {from: drops, files: '*.csv'}",
                        "columns: {id: {type: bigint}}")
                .file("assets/marts/sums.sql", "select count(*) as n from raw.orders");
        cli = project.cli().with("MARK", FROM_ENV);
    }

    @Test
    void whenAllGoesWell() throws IOException, SQLException {
        sources();

        for (List<String> command : List.of(
                List.of("check"),
                List.of("plan"),
                List.of("plan", "--format", "json"),
                List.of("discover", "drops"),
                List.of("discover", "crm"),
                List.of("run", "--report", "report.json", "-v"),
                List.of("run", "--full", "--log-format", "json", "-v"),
                List.of("show", "raw.orders"),
                List.of("show", "raw.users"),
                List.of("query", "select * from raw.orders"),
                List.of("quarantine", "ls"),
                List.of("quarantine", "show", "raw.orders", "--format", "json"),
                List.of("quarantine", "replay", "raw.orders"),
                List.of("runs"))) {
            demandHidden(command, 0);
        }
        demandHiddenInFiles();
    }

    @Test
    void whenSourcesCannotBeReached() {
        for (List<String> command : List.of(
                List.of("plan"),
                List.of("plan", "-v"),
                List.of("run", "-v", "raw.users"),
                List.of("run", "-v", "--report", "report.json", "raw.orders"),
                List.of("run", "--log-format", "json", "-v"),
                List.of("discover", "crm", "-v"),
                List.of("discover", "drops", "-v"))) {
            demandHidden(command, 3);
        }
        demandHiddenInFiles();
    }

    @Test
    void whenSqlFailsOverThem() throws IOException, SQLException {
        sources();
        new Folder(folder)
                .file("assets/marts/casting.sql", "select cast($token as bigint) as n from raw.orders")
                .file(
                        "assets/marts/checked.sql",
                        "/* levada",
                        "checks: [{name: none, sql: select $token as token from raw.orders}]",
                        "*/",
                        "select id from raw.orders");

        Invocation run = cli.execute("run", "-v", "--report", "report.json");

        assertThat(run.code()).isNotZero();
        assertThat(run.out() + run.err()).contains("marts.casting").contains("marts.checked");
        demandHidden(run);
        for (List<String> command :
                List.of(List.of("run", "--log-format", "json", "-v"), List.of("runs"), List.of("plan", "-v"))) {
            demandHidden(cli.execute(command.toArray(String[]::new)));
        }
        demandHiddenInFiles();
    }

    @Test
    void whenTheyComeFromTheProcessEnvironment() throws IOException, SQLException {
        sources();
        Files.delete(outside.resolve(FROM_ENV + ".db"));

        try (Child child = Child.start(Map.of("MARK", FROM_ENV), folder, "run", "-v")) {
            String out = child.out();

            assertThat(child.code()).isEqualTo(3);
            demandHidden(new Invocation(3, out, child.errors()));
        }
        demandHiddenInFiles();
    }

    private void sources() throws IOException, SQLException {
        Path drops = Files.createDirectories(outside.resolve(FROM_FILE));
        Files.write(drops.resolve("a.csv"), List.of("id,name", "1,Ana", "x,Rui"));
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + outside.resolve(FROM_ENV + ".db"));
                Statement statement = database.createStatement()) {
            statement.execute("create table users (id integer, name text)");
            statement.execute("insert into users values (1, 'Ana'), (2, 'Rui')");
        }
    }

    private void demandHidden(List<String> command, int code) {
        Invocation done = cli.end(code, command.toArray(String[]::new));
        assertThat(done.out() + done.err()).as("levada %s", command).isNotEmpty();
        demandHidden(done);
    }

    private static void demandHidden(Invocation done) {
        assertThat(done.out()).doesNotContain(FROM_ENV, FROM_FILE);
        assertThat(done.err()).doesNotContain(FROM_ENV, FROM_FILE);
    }

    private void demandHiddenInFiles() {
        assertThat(Folder.files(folder))
                .filteredOn(file -> !file.endsWith("secret.txt"))
                .isNotEmpty()
                .allSatisfy(file -> {
                    assertThat(file.toString()).doesNotContain(FROM_ENV, FROM_FILE);
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(FROM_ENV, FROM_FILE);
                });
    }
}
