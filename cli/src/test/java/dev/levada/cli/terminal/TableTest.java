package dev.levada.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.project.Secrets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableTest {
    private static Table table() {
        return new Table(List.of(Table.left("asset"), Table.right("rows"), Table.left("why")));
    }

    @Test
    void columnsLineUpAndNoLineEndsInBlanks() {
        Table table = table().add("raw.users", "9", "new").add("x", "1,234", "");

        assertThat(table.lines(Paper.plain().terminal()))
                .containsExactly("asset       rows  why", "raw.users      9  new", "x          1,234");
    }

    @Test
    void theWidestColumnIsCutToFitTheScreen() {
        Table table = table().add("raw.users", "9", "a reason that is much too long for it");

        assertThat(table.lines(Paper.screen(30).terminal()))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(30))
                .contains("raw.users     9  a reason tha…");
    }

    @Test
    void titlesAreCutBeforeWhatStandsBelowThem() {
        Table table =
                new Table(List.of(Table.left("asset"), Table.right("quarantined"))).add("features.user_features", "7");

        assertThat(table.lines(Paper.screen(30).terminal()))
                .containsExactly("asset                   quara…", "features.user_features       7");
    }

    @Test
    void nothingIsCutWhereNobodyWatches() {
        String reason = "r".repeat(500);

        assertThat(table().add("a", "1", reason).lines(Paper.plain().terminal()).get(1))
                .endsWith(reason);
    }

    @Test
    void wideLettersTakeTwoCells() {
        Table table = new Table(List.of(Table.left("city"), Table.left("n")))
                .add("東京", "1")
                .add("Rome", "2");

        assertThat(table.lines(Paper.plain().terminal())).containsExactly("city  n", "東京  1", "Rome  2");
    }

    @Test
    void dataCannotSteerTheScreen() {
        Table table = new Table(List.of(Table.left("name"))).add("a\u001b[2Jb\nc");

        assertThat(table.lines(Paper.plain().terminal())).containsExactly("name", "a\\x1b[2Jb\\nc");
    }

    @Test
    void aSecretIsHiddenBeforeItIsCut() {
        Paper paper = Paper.screen(12);
        paper.terminal().keepSecret(new Secrets(Set.of("correct-horse-battery")));

        assertThat(new Table(List.of(Table.left("password")))
                        .add("correct-horse-battery")
                        .lines(paper.terminal()))
                .containsExactly("password", "***");
    }

    @Test
    void coloursDoNotCountAsWidth() {
        Table table = new Table(List.of(Table.right("status"), Table.left("n")))
                .add(List.of(Table.cell(Ink.GREEN, "done"), Table.cell("1")));

        assertThat(table.lines(Paper.coloured().terminal()).get(1)).isEqualTo("  \u001b[32mdone\u001b[0m  1");
    }
}
