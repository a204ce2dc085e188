package dev.levada.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.problem.Position;
import dev.levada.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemReportTest {
    @TempDir
    Path folder;

    private final Paper paper = Paper.plain();

    @Test
    void theCaretStandsUnderThePlaceAndTheCountAtTheEnd() throws IOException {
        Files.writeString(folder.resolve("levada.yml"), "name: shop\nlimts: {}\n");

        print(List.of(problem(2, 1, "Unknown key 'limts'. Did you mean 'limits'?"), problem(1, 7, "No.")));

        assertThat(paper.err()).isEqualTo("""
                        shop/levada.yml:2:1: error: Unknown key 'limts'. Did you mean 'limits'?
                          limts: {}
                          ^
                        shop/levada.yml:1:7: error: No.
                          name: shop
                                ^
                        2 errors
                        """);
        assertThat(paper.out()).isEmpty();
    }

    @Test
    void tabsAndWideLettersDoNotMoveTheCaret() throws IOException {
        Files.writeString(folder.resolve("levada.yml"), "\t東: x\n");

        print(List.of(problem(1, 4, "Wrong.")));

        assertThat(paper.err()).contains("  \t東: x\n  \t   ^\n");
    }

    @Test
    void aSecretThatIsWrittenOutIsNotShown() throws IOException {
        Files.writeString(folder.resolve("levada.yml"), "crm: {password: hunter2hunter2, hots: x}\n");

        print(List.of(problem(1, 33, "Unknown key 'hots'.")));

        assertThat(paper.err()).contains("crm: {password: ***, hots: x}").doesNotContain("hunter2");
    }

    @Test
    void aProblemWithoutAReadableLineIsStillTold() {
        print(List.of(problem(99, 1, "First line.\nSecond line.")));

        assertThat(paper.err()).isEqualTo("shop/levada.yml:99:1: error: First line.\n  Second line.\n1 error\n");
    }

    private void print(List<Problem> problems) {
        new ProblemReport(paper.terminal(), folder, "shop/", Set.of("password")).print(problems);
    }

    private static Problem problem(int line, int column, String message) {
        return new Problem(new Position(Path.of("levada.yml"), line, column), "project.test", message);
    }
}
