package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Blame;
import dev.levada.plan.Selection;
import dev.levada.project.AssetName;
import dev.levada.report.Failure;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.run.Runner;
import dev.levada.workspace.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that change after a run has been planned on them and before it has read them. */
class MovingSourceTest {
    @TempDir
    Path folder;

    private List<Path> lakeBefore = List.of();

    @Test
    void aFileThatGrowsIsLoadedByTheNextRun() {
        Folder project = files();
        demandNothing(
                project, run(() -> project.file("data/2.csv", "id", "3", "4")), "2.csv changed while it was read");
        demandRows(project, 4);
    }

    @Test
    void aFileThatShrinksIsLoadedByTheNextRun() {
        Folder project = files();
        demandNothing(project, run(() -> project.file("data/2.csv", "id")), "2.csv changed while it was read");
        demandRows(project, 2);
    }

    @Test
    void aFileThatVanishesIsMissedByNobody() {
        Folder project = files();
        demandNothing(project, run(() -> project.without("data/2.csv")), "2.csv changed while it was read");
        assertThat(project.cli().run().status()).isEqualTo("unchanged");
        assertThat(project.cli().rows("raw.a")).hasSize(2);
    }

    @Test
    void rowsThatComeToADatabaseMeanwhileAreThereOnceAtTheLatestAfterTheNextRun() {
        Folder project = database();
        Outcome outcome = run(() -> execute("insert into users values (3, 'c')"));

        assertThat(outcome.status()).isEqualTo(Status.DONE);
        assertThat(project.cli().run().status()).isEqualTo("done");
        assertThat(project.cli().rows("raw.a")).hasSize(3);
        assertThat(project.cli().run().status()).isEqualTo("unchanged");
    }

    @Test
    void aTableWhoseColumnsChangeIsReadByTheNextRun() {
        Folder project = database();
        Outcome outcome = run(() -> execute("alter table users rename column name to nome"));

        demandNothing(project, outcome, "The columns of crm.users changed just now");
        demandRows(project, 2);
        assertThat(project.cli().rows("raw.a").get(0).has("nome")).isTrue();
    }

    @Test
    void aTableThatVanishesIsMissed() {
        Folder project = database();
        Outcome outcome = run(() -> execute("drop table users"));

        assertThat(failure(outcome).message()).contains("no such table: users");
        execute("create table users (id integer primary key, name text)", "insert into users values (1, 'a')");
        demandRows(project, 1);
    }

    private void demandNothing(Folder project, Outcome outcome, String message) {
        assertThat(failure(outcome).message()).contains(message).contains("Run again");
        assertThat(failure(outcome).blame()).isEqualTo(Blame.OUTSIDE);
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(Folder.files(project.path().resolve(".levada/lake"))).isEqualTo(lakeBefore);
    }

    private static Failure failure(Outcome outcome) {
        return outcome.tasks().get(0).failure().orElseThrow();
    }

    private static void demandRows(Folder project, int rows) {
        assertThat(project.cli().run().status()).isEqualTo("done");
        assertThat(project.cli().rows("raw.a")).hasSize(rows);
        assertThat(project.cli().run().status()).isEqualTo("unchanged");
    }

    /** Runs what is stale and lets something happen once it is planned. */
    private Outcome run(Runnable meanwhile) {
        lakeBefore = Folder.files(folder.resolve(".levada/lake"));
        try (Workspace workspace = Library.open(folder)) {
            return new Runner(workspace).run(Selection.ALL, Duration.ZERO, new Observer() {
                @Override
                public void taskStarted(AssetName asset) {
                    meanwhile.run();
                }
            });
        }
    }

    private Folder files() {
        Folder project = Folder.withDrops(folder)
                .file("data/1.csv", "id", "1", "2")
                .file(
                        "assets/raw/a.yml",
                        "extract: {from: drops, files: '*.csv'}",
                        "write: {mode: append}",
                        "columns: {id: bigint}");
        project.cli().run();
        return project.file("data/2.csv", "id", "3");
    }

    private Folder database() {
        execute(
                "create table users (id integer primary key, name text)",
                "insert into users values (1, 'a'), (2, 'b')");
        return new Folder(folder)
                .file("levada.yml", "name: test", "connections: {crm: {type: sqlite, path: crm.db}}")
                .file("assets/raw/a.yml", "extract: {from: crm, table: users}");
    }

    private void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("crm.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
