package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.cli.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The projects with mistakes of the module {@code core}, checked with the real connectors and the real parser. Where those
 * say something else than what {@code core} tests with, {@code src/test/resources/broken} holds what they say; {@code ...}
 * at the end of a line stands for anything.
 */
class BrokenProjectsTest {
    private static final Path CASES = Repository.root().resolve("core/src/test/resources/broken");
    private static final Path OTHERS = Repository.root().resolve("cli/src/test/resources/broken");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMistakeIsToldWithItsPlace(String name, @TempDir Path folder) throws IOException {
        Folder project = Folder.copy(CASES.resolve(name), folder);
        Path other = OTHERS.resolve(name + ".txt");
        List<String> expected = Files.readAllLines(
                Files.exists(other) ? other : CASES.resolve(name).resolve("expected.txt"));

        Invocation check = project.cli().end(2, "check", "--log-format", "json");

        assertThat(check.err().lines().map(BrokenProjectsTest::problem).toList())
                .usingElementComparator((told, wanted) -> matches(told, wanted) ? 0 : 1)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void aMistakeIsShownWhereItStands(@TempDir Path folder) {
        Folder project = Folder.withDrops(folder)
                .file("assets/raw/a.yml", "extract: {from: drops, files: a.csv}")
                .file("assets/marts/b.sql", "select count(*)", "fromm raw.a");

        Invocation check = project.cli().end(2, "check");

        assertThat(check.err())
                .contains("assets/marts/b.sql:2:7: error: This SQL does not parse")
                .contains("fromm raw.a\n");
    }

    @Test
    void sqlThatDoesNotBindIsToldBeforeAnythingRuns(@TempDir Path folder) {
        Folder project = Folder.withDrops(folder)
                .file("data/a.csv", "id,name", "1,Ana")
                .file(
                        "assets/raw/a.yml",
                        "extract: {from: drops, files: a.csv}",
                        "columns: {id: bigint, name: varchar}")
                .file("assets/marts/b.sql", "select id,", "  nmae", "from raw.a");

        Invocation check = project.cli().end(2, "check");

        assertThat(check.err()).contains("assets/marts/b.sql:2:3").contains("nmae");
        assertThat(Folder.files(folder.resolve(".levada/lake"))).isEmpty();
    }

    private static String problem(String line) {
        try {
            JsonNode problem = JSON.readTree(line);
            return problem.required("file").textValue() + ":" + problem.required("line") + ":"
                    + problem.required("column") + ": "
                    + problem.required("message").textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private static boolean matches(String told, String wanted) {
        return wanted.endsWith("...") ? told.startsWith(wanted.substring(0, wanted.length() - 3)) : told.equals(wanted);
    }
}
