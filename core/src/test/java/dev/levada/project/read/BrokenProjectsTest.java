package dev.levada.project.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.problem.Problem;
import dev.levada.problem.ProjectException;
import dev.levada.project.FakeConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Projects with mistakes, in {@code src/test/resources/broken}. Each folder holds a project and {@code expected.txt}: all
 * problems in their order, where {@code ...} at the end of a line stands for what only the engine knows.
 */
class BrokenProjectsTest {
    private static final Path CASES = Path.of("src/test/resources/broken");

    @TestFactory
    Stream<DynamicTest> everyMistakeIsToldWithItsPlace() throws IOException {
        try (Stream<Path> cases = Files.list(CASES)) {
            List<Path> sorted = cases.sorted().toList();
            assertThat(sorted).isNotEmpty();
            return sorted.stream()
                    .map(folder -> DynamicTest.dynamicTest(
                            folder.getFileName().toString(), () -> tellsWhatIsExpected(folder)));
        }
    }

    private static void tellsWhatIsExpected(Path folder) throws IOException {
        List<String> expected = Files.readAllLines(folder.resolve("expected.txt"));
        List<String> told = problems(folder);
        assertThat(told).usingElementComparator((a, b) -> matches(a, b) ? 0 : 1).containsExactlyElementsOf(expected);
    }

    private static List<String> problems(Path folder) {
        try {
            new ProjectReader(FakeConnector.all(), new FakeSql(), name -> null).read(folder, Optional.empty());
            return List.of();
        } catch (ProjectException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    private static boolean matches(String told, String expected) {
        return expected.endsWith("...")
                ? told.startsWith(expected.substring(0, expected.length() - 3))
                : told.equals(expected);
    }
}
