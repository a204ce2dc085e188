package dev.levada.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.SourceFile;
import dev.levada.testing.source.ArrayBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesSourceTest {
    @TempDir
    Path folder;

    private Drop drop;

    @BeforeEach
    void drop() {
        drop = new Drop(folder);
    }

    @Test
    void filesAreSortedByNameAndUnfinishedOnesLeftOut() throws IOException {
        for (String name : new String[] {
            "b.csv", "a.csv", "sub/c.csv", ".hidden.csv", ".git/d.csv", "e.csv.tmp", "f.csv.partial", "g.csv._COPYING_"
        }) {
            drop.file(name, "x\n1\n");
        }
        assertThat(names(drop.plan("**"))).containsExactly("a.csv", "b.csv", "sub/c.csv");
        assertThat(names(drop.plan(List.of("b*", "*.csv")))).containsExactly("a.csv", "b.csv");
    }

    @Test
    void linksAreFollowedButNotInACircle() throws IOException {
        drop.file("real/a.csv", "x\n1\n");
        Files.createSymbolicLink(folder.resolve("real/circle"), folder);
        Files.createSymbolicLink(folder.resolve("linked.csv"), folder.resolve("real/a.csv"));
        Files.createSymbolicLink(folder.resolve("lost.csv"), folder.resolve("nowhere.csv"));
        Extent extent = drop.plan("**/*.csv");
        assertThat(names(extent)).containsExactly("linked.csv", "real/a.csv");
        assertThat(extent.notices())
                .contains("lost.csv is a link to nothing; it was left out.")
                .anySatisfy(notice -> assertThat(notice).startsWith("real/a.csv holds the same as linked.csv:"));
    }

    @Test
    void nothingThatMatchesIsANoticeNotAnError() {
        Extent extent = drop.plan("events/*.jsonl.gz");
        assertThat(extent.form()).isEqualTo(new Form.Documents(List.of()));
        assertThat(extent.notices()).containsExactly("No file below " + folder + " matches events/*.jsonl.gz.");
        assertThat(extent.nothingNew()).isFalse();
        assertThat(extent.bytes()).isZero();
    }

    @Test
    void aMissingRootIsAnErrorThatNamesTheNearestFolder() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        assertThatThrownBy(() -> new FilesConnector().open("drops", new Settings(Map.of("root", "dta/in")), folder))
                .isInstanceOfSatisfying(LevadaException.class, e -> {
                    assertThat(e.code()).isEqualTo("source.not-found");
                    assertThat(e.blame()).isEqualTo(Blame.OUTSIDE);
                })
                .hasMessage(
                        "Connection 'drops': the folder " + folder + "/dta/in does not exist. The nearest folder that"
                                + " does is " + folder + ". Did you mean 'data'?");
    }

    @Test
    void csvAndParquetAreLeftToTheEngine() throws IOException {
        drop.file("a.csv", "x\n1\n").file("b.tsv.gz", Drop.gzip("x\n1\n")).file("c.parquet", "PAR1");
        assertThat(drop.plan(Map.of(
                                "files",
                                "a.csv",
                                "csv",
                                Map.of("delimiter", ";", "header", true),
                                "compression",
                                "none"))
                        .form())
                .isEqualTo(new Form.Scan(
                        Form.Format.CSV,
                        List.of(new SourceFile(folder.resolve("a.csv"), "a.csv", 4)),
                        Map.of("delimiter", ";", "header", true, "compression", "none")));
        assertThat(((Form.Scan) drop.plan("*.tsv.gz").form()).options()).isEqualTo(Map.of("delimiter", "\t"));
        assertThat(((Form.Scan) drop.plan("*.parquet").form()).format()).isEqualTo(Form.Format.PARQUET);
    }

    @Test
    void theFormatMustBeOneForAll() throws IOException {
        drop.file("a.csv", "x").file("b.json", "[]").file("c.xlsx", "x");
        assertThatThrownBy(() -> drop.plan("{a,b}*"))
                .hasMessage(
                        "The files have several formats: a.csv is csv, b.json is json. Narrow `files` down to one of"
                                + " them, or say which `format` all have.");
        assertThatThrownBy(() -> drop.plan("c*"))
                .hasMessage("The ending of c.xlsx does not tell its format. Say `format: csv`, `json` or `parquet`.");
        assertThat(drop.plan(Map.of("files", "*", "format", "json")).form()).isInstanceOf(Form.Documents.class);
    }

    @Test
    void onlyNewFilesAreReadAfterACheckpoint() throws IOException {
        drop.file("a.csv", "x\n1\n");
        Extent first = drop.plan("*.csv");
        drop.file("b.csv", "x\n2\n");
        Extent second = drop.plan("*.csv", first.checkpoint());
        assertThat(names(second)).containsExactly("b.csv");
        assertThat(second.bytes()).isEqualTo(4);
        assertThat(drop.plan("*.csv", second.checkpoint()).nothingNew()).isTrue();
    }

    @Test
    void aChangedFileIsNotLoadedAgainButReported() throws IOException {
        drop.file("a.csv", "x\n1\n").modified("a.csv", "2024-01-01T00:00:00Z");
        Extent first = drop.plan("*.csv");
        drop.file("a.csv", "x\n1\n2\n").modified("a.csv", "2024-01-02T00:00:00Z");
        Extent second = drop.plan("*.csv", first.checkpoint());
        assertThat(names(second)).isEmpty();
        assertThat(second.nothingNew()).isTrue();
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(second.checkpoint()).isEqualTo(first.checkpoint());
        assertThat(second.notices())
                .containsExactly("a.csv changed after it was loaded (was 4 bytes of 2024-01-01T00:00:00Z, is 6 bytes"
                        + " of 2024-01-02T00:00:00Z): its rows were not loaded again. To load them, run"
                        + " with --full, or give the new content a new name.");
    }

    @Test
    void aFileThatChangedWithinItsSizeIsReported() throws IOException {
        drop.file("a.csv", "x\n1\n").modified("a.csv", "2024-01-01T00:00:00Z");
        Extent first = drop.plan("*.csv");
        drop.file("a.csv", "x\n2\n").modified("a.csv", "2024-01-02T00:00:00Z");
        assertThat(drop.plan("*.csv", first.checkpoint()).notices()).hasSize(1);
    }

    @Test
    void aFileThatWasOnlyTouchedIsTheSame() throws IOException {
        drop.file("a.csv", "x\n1\n").modified("a.csv", "2024-01-01T00:00:00Z");
        Extent first = drop.plan("*.csv");
        drop.modified("a.csv", "2024-01-02T00:00:00.123456Z");
        Extent second = drop.plan("*.csv", first.checkpoint());
        assertThat(second.nothingNew()).isTrue();
        assertThat(second.notices()).isEmpty();
        assertThat(second.version()).isEqualTo(first.version());
        assertThat(second.checkpoint().text()).contains("2024-01-02T00:00:00.123456Z");
    }

    @Test
    void aRenamedFileIsLoadedWithANotice() throws IOException {
        drop.file("a.csv", "x\n1\n");
        Extent first = drop.plan("*.csv");
        Files.move(folder.resolve("a.csv"), folder.resolve("b.csv"));
        Extent second = drop.plan("*.csv", first.checkpoint());
        assertThat(names(second)).containsExactly("b.csv");
        assertThat(second.notices())
                .containsExactly(
                        "b.csv holds the same as a.csv: the rows of both are loaded. If one is a copy of the other,"
                                + " take it away, or let `write: dedup` drop the second of equal rows.");
    }

    @Test
    void manyNoticesBecomeAFew() throws IOException {
        for (int i = 0; i < 30; i++) {
            drop.file(i + ".csv", "same");
        }
        assertThat(drop.plan("*.csv").notices())
                .hasSize(21)
                .last()
                .isEqualTo("9 more files changed or hold what another" + " one holds.");
    }

    @Test
    void aFileThatChangesWhileItIsReadFailsTheRead() throws IOException {
        drop.file("a.jsonl", "1\n2\n").modified("a.jsonl", "2024-01-01T00:00:00Z");
        FilesSource source = drop.source();
        Form.Documents form = (Form.Documents) drop.plan("a.jsonl").form();
        try (Reader reader = source.open(form.splits().get(0))) {
            drop.file("a.jsonl", "1\n2\n3\n");
            assertThatThrownBy(() -> ArrayBatch.readAll(reader, Form.Documents.COLUMNS, 10))
                    .isInstanceOfSatisfying(
                            LevadaException.class,
                            e -> assertThat(e.isRetryable()).isTrue())
                    .hasMessageContaining("a.jsonl changed while it was read");
        }
        assertThatThrownBy(() -> source.open(form.splits().get(0))).hasMessageContaining("changed while it was read");
    }

    @Test
    void namesMayBeOdd() throws IOException {
        for (String name :
                new String[] {"a b.jsonl", "a{1}.jsonl", "a%20b.jsonl", "ıİş.jsonl", "a\nb.jsonl", "-.jsonl"}) {
            drop.file(name, "{\"name\": 1}");
            assertThat(drop.documents(Glob.literal(name))).containsExactly(name + ":1 {\"name\": 1}");
        }
        Extent extent = drop.plan("*.jsonl");
        assertThat(drop.plan("*.jsonl", extent.checkpoint()).nothingNew()).isTrue();
    }

    @Test
    void aCheckpointOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> drop.plan("*.csv", new dev.levada.api.Checkpoint("{\"lsn\": 1}")))
                .isInstanceOf(LevadaException.class)
                .hasMessageContaining("Run with --full");
    }

    private static List<String> names(Extent extent) {
        return ((Form.Scan) extent.form())
                .files().stream().map(SourceFile::name).toList();
    }
}
