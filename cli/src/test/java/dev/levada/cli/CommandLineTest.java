package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.cli.terminal.Look.Device;
import dev.levada.problem.Position;
import dev.levada.problem.Problem;
import dev.levada.problem.ProjectException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    Path folder;

    private String in = "";
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void anUnknownCommandIsAnsweredWithTheNearestOne() {
        assertThat(execute("rnu")).isEqualTo(2);
        assertThat(err()).isEqualTo("error: Unknown command 'rnu'. Did you mean 'run'?\nTry 'levada --help'.\n");
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheNearestOne() {
        assertThat(execute("plan", "--fromat=json")).isEqualTo(2);
        assertThat(err())
                .contains("Unknown option '--fromat'. Did you mean '--format'?")
                .contains("levada plan --help");
    }

    @Test
    void globalOptionsStandBeforeOrBehindTheCommand() {
        for (String[] words : new String[][] {{"-p", "x", "-e", "prod", "run"}, {"run", "-e", "prod", "-p", "x"}}) {
            CommandLine line = Levada.commandLine(shell(), Clock.systemUTC());
            line.parseArgs(words);
            Globals globals = line.<Levada>getCommand().globals;

            assertThat(globals.project).isEqualTo(Path.of("x"));
            assertThat(globals.environment).isEqualTo("prod");
            assertThat(globals.commands().of("run")).isEqualTo("levada run -p x -e prod");
        }
    }

    @Test
    void globalOptionsReachCommandsWithinCommands() {
        CommandLine line = Levada.commandLine(shell(), Clock.systemUTC());
        line.parseArgs("quarantine", "show", "raw.users", "-p", "it's here");

        assertThat(line.<Levada>getCommand().globals.commands().of("run")).isEqualTo("levada run -p 'it'\\''s here'");
    }

    @Test
    void wordsForChoicesAreTakenInEveryLocale() {
        assertThat(execute("init", "a", "--template", "minimal")).isZero();
        assertThat(execute("init", "b", "--template", "MINIMAL")).isZero();
    }

    @Test
    void aNameThatIsAnOptionsValueHidesNoCommand() {
        assertThat(execute("-p", "run", "plan")).isEqualTo(2);
        assertThat(err()).contains("There is no levada.yml in " + folder.resolve("run"));
    }

    @Test
    void theExitCodeTellsWhoseFaultItIs() {
        assertThat(codeOf(new LevadaException("x", Blame.DATA, "m"))).isEqualTo(1);
        assertThat(codeOf(new LevadaException("x", Blame.PROJECT, "m"))).isEqualTo(2);
        assertThat(codeOf(new LevadaException("x", Blame.OUTSIDE, "m"))).isEqualTo(3);
        assertThat(codeOf(new LevadaException("x", Blame.INTERRUPTED, "m"))).isEqualTo(130);
        assertThat(codeOf(new IOException("m"))).isEqualTo(3);
        assertThat(codeOf(new IllegalStateException("m"))).isEqualTo(1);
        assertThat(err()).contains("This is a defect of Levada.");
    }

    @Test
    void problemsAreToldWithTheProjectsFolderBeforeThem() throws IOException {
        Files.createDirectories(folder.resolve("shop"));
        Files.writeString(folder.resolve("shop/levada.yml"), "nmae: shop\n");
        Problem problem = new Problem(new Position(Path.of("levada.yml"), 1, 1), "project.unknown-key", "Unknown.");

        assertThat(codeOf(new ProjectException(List.of(problem)), "-p", "shop")).isEqualTo(2);
        assertThat(err()).startsWith("shop/levada.yml:1:1: error: Unknown.\n  nmae: shop\n  ^\n");
    }

    @Test
    void problemsInJsonAreOneObjectALine() {
        Problem problem = new Problem(new Position(Path.of("levada.yml"), 3, 5), "project.unknown-key", "Unknown.");

        assertThat(codeOf(new ProjectException(List.of(problem)), "--log-format", "json"))
                .isEqualTo(2);
        assertThat(err())
                .contains("\"event\":\"problem\"")
                .contains("\"line\":3")
                .hasLineCount(1);
    }

    @Test
    void aCommandOutsideOfAProjectSaysWhatToDo() {
        assertThat(execute("plan")).isEqualTo(2);
        assertThat(err()).contains("There is no levada.yml in " + folder).contains("levada init");
    }

    @Test
    void initMakesAProjectAndOverwritesNothing() throws IOException {
        assertThat(execute("init", "demo", "--template", "shop")).isZero();
        assertThat(folder.resolve("demo/.gitignore")).content().contains(".levada/");
        assertThat(folder.resolve("demo/levada.yml")).exists();
        assertThat(folder.resolve("demo/data/crm.db")).exists();
        assertThat(out()).contains("levada run -p demo");
        Files.delete(folder.resolve("demo/levada.yml"));

        assertThat(execute("init", "demo", "--template", "shop")).isEqualTo(2);
        assertThat(err()).contains("Nothing was written").contains("more. Name a new folder");
        assertThat(folder.resolve("demo/levada.yml")).doesNotExist();
    }

    @Test
    void schemasArePrintedOrWritten() throws IOException {
        assertThat(execute("schema", "asset")).isZero();
        assertThat(out()).startsWith("{").contains("json-schema.org");
        assertThat(execute("schema", "--write", "schemas")).isZero();
        try (Stream<Path> files = Files.list(folder.resolve("schemas"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void choicesAreShownAsTheyAreTyped() {
        assertThat(execute("plan", "--log-format", "xml")).isEqualTo(2);
        assertThat(err()).contains("expected one of [text, json]").contains("'xml'");
    }

    @Test
    void aHintCarriesTheSelectionOfTheCommand() throws IOException {
        assertThat(execute("init", "demo")).isZero();

        assertThat(execute("plan", "--full", "--exclude", "marts.*,marts.revenue", "-p", "demo", "raw.*"))
                .as(this::err)
                .isZero();

        assertThat(out())
                .contains("To make them: levada run --full --exclude 'marts.*,marts.revenue' 'raw.*' -p demo\n");
    }

    @Test
    void aQueryMayBeginWithAComment() {
        assertThat(execute("init", "demo")).isZero();
        out.reset();

        assertThat(query("-- a note\nselect 1 as a", "-p", "demo")).isEqualTo("a\n1\n");
        assertThat(query("-p", "demo", "--a=b\nselect 2 as a")).isEqualTo("a\n2\n");
        assertThat(query("-p", "demo", "--", "-- a note\nselect 3 as a;")).isEqualTo("a\n3\n");
        assertThat(execute("query", "--fromat=json", "select 1")).isEqualTo(2);
        assertThat(err()).contains("Unknown option '--fromat'");
    }

    @Test
    void aQueryComesFromAFileOrTheStandardInputToo() throws IOException {
        assertThat(execute("init", "demo")).isZero();
        out.reset();
        Files.writeString(folder.resolve("q.sql"), "-- a note\nselect 'é' as a;\n");
        in = "select 5 as a\n";

        assertThat(query("-f", "q.sql", "-p", "demo")).isEqualTo("a\né\n");
        assertThat(query("-", "-p", "demo")).isEqualTo("a\n5\n");
    }

    @Test
    void thereIsOneQueryAndItIsNotEmpty() {
        assertThat(execute("query")).isEqualTo(2);
        assertThat(execute("query", "select 1", "-f", "q.sql")).isEqualTo(2);
        assertThat(execute("query", "-")).isEqualTo(2);
        assertThat(execute("query", "-f", "q.sql")).isEqualTo(2);
        assertThat(err())
                .contains("A query is missing: give SQL, - to read it from the standard input, or --file FILE.")
                .contains("There are two queries")
                .contains("The query is empty")
                .contains("There is no file " + folder.resolve("q.sql"))
                .contains("Try 'levada query --help'.");
    }

    @Test
    void theCompletionKnowsTheCommands() {
        assertThat(execute("completion")).isZero();
        assertThat(out()).contains("quarantine").contains("complete -F");
    }

    private int codeOf(Exception thrown, String... options) {
        CommandLine line = Levada.commandLine(shell(), Clock.systemUTC());
        line.addSubcommand("fail", new Failing(thrown));
        return line.execute(Stream.concat(Stream.of(options), Stream.of("fail")).toArray(String[]::new));
    }

    @CommandLine.Command
    private record Failing(Exception thrown) implements java.util.concurrent.Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw thrown;
        }
    }

    /** What a query prints, as CSV. */
    private String query(String... words) {
        out.reset();
        String[] all = Stream.concat(Stream.of("query", "--format", "csv"), Stream.of(words))
                .toArray(String[]::new);
        assertThat(execute(all)).as(this::err).isZero();
        return out().replace("\r\n", "\n");
    }

    private int execute(String... words) {
        return Levada.commandLine(shell(), Clock.systemUTC(), words).execute(words);
    }

    private Shell shell() {
        return new Shell(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Device.OTHER,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Device.OTHER,
                name -> null,
                folder);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
