package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.Invocation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of projects whose assets are bound side by side. */
class CheckTest {
    private static final int MODELS = 12;

    @TempDir
    Path folder;

    @Test
    void allMistakesAreToldInTheOrderOfPlacesEachTime() {
        Folder project = Folder.withDrops(folder)
                .file("data/a.csv", "id,name", "1,Ana")
                .file("assets/raw/a.yml", "extract: {from: drops, files: a.csv}");
        for (int i = 0; i < MODELS; i++) {
            project.file("assets/first/t" + (10 + i) + ".sql", "select id, name from raw.a")
                    .file("assets/second/t" + (10 + i) + ".sql", "select id, nmae from first.t" + (10 + i))
                    .file(
                            "assets/third/t" + (10 + i) + ".sql",
                            "select * from t10 join first.t" + (10 + i) + " f on true");
        }

        String told = project.cli().end(2, "check").err();

        assertThat(told.lines().filter(line -> line.contains(": error: ")).map(CheckTest::place))
                .containsExactlyElementsOf(places());
        for (int i = 0; i < 3; i++) {
            assertThat(project.cli().end(2, "check").err()).isEqualTo(told);
        }
    }

    private static List<String> places() {
        return IntStream.range(0, 2 * MODELS)
                .mapToObj(i -> i < MODELS
                        ? "assets/second/t" + (10 + i) + ".sql:1:12"
                        : "assets/third/t" + (10 + i - MODELS) + ".sql:1:15")
                .toList();
    }

    private static String place(String line) {
        return line.substring(0, line.indexOf(": error: "));
    }

    @Test
    void whatDependsOnABrokenModelIsNamedInTheProjectsOrder() {
        Folder project = Folder.withDrops(folder)
                .file("data/a.csv", "id,name", "1,Ana")
                .file("assets/raw/a.yml", "extract: {from: drops, files: a.csv}")
                .file("assets/marts/broken.sql", "select nmae from raw.a")
                .file("assets/marts/one.sql", "select * from marts.broken")
                .file("assets/marts/three.sql", "select * from marts.two")
                .file("assets/marts/two.sql", "select * from marts.one");

        Invocation check = project.cli().end(2, "check");

        assertThat(check.out().lines().filter(line -> line.startsWith("note: ")))
                .containsExactly(
                        "note: marts.one: not checked, for the columns of marts.broken are not known.",
                        "note: marts.two: not checked, for the columns of marts.one are not known.",
                        "note: marts.three: not checked, for the columns of marts.two are not known.");
    }

    @Test
    void anExtractsCheckMayLookAtItsOwnQuarantine() {
        Folder project = Folder.withDrops(folder)
                .file("data/a.csv", "id,name", "1,Ana")
                .file(
                        "assets/raw/a.yml",
                        "extract: {from: drops, files: a.csv}",
                        "checks:",
                        "  - name: little is broken",
                        "    sql: select count(*) from raw__quarantine.a having count(*) > 3");

        Invocation check = project.cli().end(0, "check");

        assertThat(check.out()).contains("ok: 1 asset");
    }
}
