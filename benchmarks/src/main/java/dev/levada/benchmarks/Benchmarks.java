package dev.levada.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures, compares and writes the results down. */
public final class Benchmarks {
    private final Places places;
    private final Options options;
    private final Clock clock;

    private Benchmarks(Places places, Options options, Clock clock) {
        this.places = places;
        this.options = options;
        this.clock = clock;
    }

    /** Takes the checkout's folder, then {@link Options}. */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        Options options;
        try {
            options = Options.parse(Arrays.copyOfRange(args, 1, args.length));
        } catch (IllegalArgumentException wrong) {
            System.err.println("benchmarks: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        new Benchmarks(new Places(Path.of(args[0]).toRealPath()), options, Clock.systemUTC()).run();
    }

    private void run() throws IOException, InterruptedException, SQLException {
        Machine machine = Machine.here(Files.createDirectories(places.target()), duckdb(), levada());
        System.out.printf(Locale.ROOT, "data: %,d users, %,d events%n", options.users(), options.events());
        Data data = Data.below(places.target().resolve("data"), options.users(), options.events());
        List<Comparison> comparisons = Comparison.ALL.stream()
                .filter(comparison -> options.only().contains(comparison.name()))
                .toList();
        PostgresServer server =
                new PostgresServer(places.target().resolve("data").resolve("postgres"), options.sales());
        List<Side> sides = new Sides(places, data, server)
                .all().stream()
                        .filter(side -> comparisons.stream().anyMatch(row -> row.concerns(side.name())))
                        .toList();
        Folders.remove(places.target().resolve("work"));
        Map<String, Samples> samples = new Measurement(options.runs(), System.out).of(sides);
        verify(samples);
        Report report = new Report(machine, LocalDate.now(clock), input(data), sides, comparisons, samples);
        write(report);
    }

    /** All sides that ran the pipeline must agree with the project that ran without a limit. */
    private void verify(Map<String, Samples> samples) throws IOException, InterruptedException, SQLException {
        if (!finished(samples, "pipeline")) {
            return;
        }
        Agreement agreement = new Agreement(places);
        Map<String, String> made = agreement.ofProject(places.work("pipeline"));
        for (String script : List.of("pipeline-script", "pipeline-script-small")) {
            if (finished(samples, script)) {
                Agreement.require(made, agreement.ofScript(places.work(script)));
            }
        }
        if (finished(samples, "pipeline-small")) {
            Agreement.require(made, agreement.ofProject(places.work("pipeline-small")));
        }
        System.out.println("all sides of the pipeline agree: " + made);
    }

    private static boolean finished(Map<String, Samples> samples, String side) {
        Samples runs = samples.get(side);
        return runs != null && runs.finished();
    }

    /** Trials stay out of the file that is kept. */
    private void write(Report report) throws IOException {
        Path file = options.complete()
                ? places.benchmarks().resolve("RESULTS.md")
                : places.target().resolve("TRIAL.md");
        Files.writeString(file, report.markdown());
        System.out.println();
        System.out.print(report.markdown());
        System.out.println();
        System.out.println("written to " + file);
    }

    private static String input(Data data) throws IOException {
        return String.format(
                Locale.ROOT,
                "%,d users and %,d events, one in a hundred of them a duplicate; %,.0f MB of CSV",
                data.users(),
                data.events(),
                Folders.bytes(data.sound()) / 1e6);
    }

    private String levada() throws IOException, InterruptedException {
        return Child.expect(places.target(), List.of(places.levada(), "--version"))
                .strip()
                .lines()
                .findFirst()
                .orElse("");
    }

    private static String duckdb() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version()")) {
            row.next();
            return row.getString(1);
        }
    }
}
