package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables go back to older versions, and return to those that were rolled back. */
class RollbackTest {
    @TempDir
    Path folder;

    private TwoVersions past;
    private Folder project;
    private Cli cli;

    @BeforeEach
    void makeTwoVersions() {
        past = TwoVersions.in(folder);
        project = past.project();
        cli = past.cli();
    }

    @Test
    void aRunAfterARollbackLoadsWhatWasRolledBackOnceAndItsQuarantineToo() {
        List<JsonNode> rows = cli.rows("raw.a");
        List<JsonNode> quarantined = cli.quarantined("raw.a");
        assertThat(rows).hasSize(3);
        assertThat(quarantined).hasSize(2);
        List<String> versions = past.history("raw.a", "version");

        String dry = cli.succeed("lake", "rollback", "raw.a", "--dry-run");
        assertThat(dry)
                .contains("to    " + versions.get(1))
                .contains("1 commit would be undone")
                .contains("Nothing was changed. To do it: levada lake rollback raw.a --to " + versions.get(1));
        assertThat(cli.rows("raw.a")).isEqualTo(rows);

        assertThat(cli.succeed("lake", "rollback", "raw.a"))
                .contains("raw.a is at version " + versions.get(1) + " again.")
                .contains("To undo that, until maintain forgets the version: levada lake rollback raw.a --to "
                        + versions.get(0))
                .contains("A run also brings what was undone: it reads again from the source");
        assertThat(cli.rows("raw.a")).hasSize(2);
        assertThat(cli.quarantined("raw.a")).hasSize(1);
        assertThat(past.history("raw.a", "standing")).containsExactly("rolled back", "newest");

        assertThat(cli.run("raw.a").count("raw.a", "rows_read")).isEqualTo(2);
        assertThat(cli.rows("raw.a")).isEqualTo(rows);
        assertThat(cli.quarantined("raw.a")).isEqualTo(quarantined);
        assertThat(cli.run("raw.a").status()).isEqualTo("unchanged");
    }

    @Test
    void whatWasRolledBackReturnsWithItsQuarantineAndItsCheckpoint() {
        List<JsonNode> rows = cli.rows("raw.a");
        List<JsonNode> quarantined = cli.quarantined("raw.a");
        project.file("assets/f/sums.sql", "select sum(age) as total from raw.a");
        cli.run();
        String undone = past.history("raw.a", "version").get(0);
        cli.succeed("lake", "rollback", "raw.a");
        assertThat(cli.succeed("plan")).contains("f.sums").contains("raw.a");

        String dry = cli.succeed("lake", "rollback", "raw.a", "--to", undone, "--dry-run");
        assertThat(dry)
                .contains("1 commit would come back:\n  " + undone)
                .contains("Nothing was changed. To do it: levada lake rollback raw.a --to " + undone)
                .doesNotContain("undone");
        assertThat(cli.rows("raw.a")).hasSize(2);
        assertThat(cli.succeed("lake", "rollback", "raw.a", "--to", undone))
                .contains("raw.a is at version " + undone + " again.")
                .contains("1 commit came back:");

        assertThat(cli.rows("raw.a")).isEqualTo(rows);
        assertThat(cli.quarantined("raw.a")).isEqualTo(quarantined);
        assertThat(past.history("raw.a", "standing")).containsExactly("newest", "before");
        assertThat(cli.run().status()).isEqualTo("unchanged");
    }

    @Test
    void aReturnTellsWhatIsLostByIt() throws IOException {
        List<String> versions = past.history("raw.a", "version");
        cli.succeed("lake", "rollback", "raw.a");
        Files.delete(folder.resolve("data/a/2.csv"));
        project.file("data/a/3.csv", "id,age", "7,70");
        cli.run();
        String other = past.history("raw.a", "version").get(0);

        assertThat(cli.succeed("lake", "rollback", "raw.a", "--to", versions.get(0)))
                .contains("1 commit undone:\n  " + other)
                .contains("1 commit came back:\n  " + versions.get(0))
                .contains("levada lake rollback raw.a --to " + other);
        assertThat(cli.number("select max(id) from raw.a")).isEqualTo(4);
        cli.run();
        assertThat(cli.number("select max(id) from raw.a")).isEqualTo(7);
    }

    @Test
    void aReleaseDoesNotGoBackAsAWhole() {
        project.file("assets/f/b.sql", "/* levada\nrelease: daily\n*/\nselect 1 as id")
                .file("assets/f/c.sql", "/* levada\nrelease: daily\n*/\nselect 1 as id");
        cli.run();
        project.file("assets/f/b.sql", "/* levada\nrelease: daily\n*/\nselect 2 as id");
        cli.run();

        assertThat(cli.succeed("lake", "rollback", "f.b"))
                .contains("What it was published together with stays where it is: f.c\n");
        assertThat(cli.succeed("lake", "rollback", "raw.a")).doesNotContain("published together");
    }

    @Test
    void aRollbackToWhatIsNotThereSaysWhatIs() {
        assertThat(cli.end(2, "lake", "rollback", "raw.a", "--to", "42").err())
                .contains("Version 42 is none of raw.a. The list of its versions: levada lake history raw.a");
        assertThat(cli.end(2, "lake", "rollback", "raw.a", "--to", "2001-01-01").err())
                .contains("A version from 2001-01-01T00:00:00Z or before is none of raw.a");
        String newest = past.history("raw.a", "version").get(0);
        assertThat(cli.succeed("lake", "rollback", "raw.a", "--to", newest))
                .contains("is at version " + newest + " already");
        cli.succeed("lake", "rollback", "raw.a");
        assertThat(cli.end(2, "lake", "rollback", "raw.a").err()).contains("raw.a has one version only");
        project.file("assets/raw/c.yml", "extract: {from: drops, files: 'a/*.csv'}");
        assertThat(cli.end(2, "lake", "history", "raw.c").err()).contains("raw.c was never made");
    }
}
