package dev.levada.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A row of the results.
 *
 * @param name the comparison that the row belongs to, as {@code --only} takes it
 * @param title what is compared
 * @param subject the side that is judged
 * @param yardstick the side that it is compared with; without one its seconds are judged
 * @param measure what is judged
 * @param parts of how many parts the work is, for {@link Measure#EACH}
 * @param target the highest that will do; empty if the row only informs
 * @param text what the row says and why the yardstick is a fair one
 */
record Comparison(
        String name,
        String title,
        String subject,
        Optional<String> yardstick,
        Measure measure,
        int parts,
        OptionalDouble target,
        String text) {
    static final List<String> NAMES = List.of(
            "pipeline",
            "load",
            "memory",
            "check",
            "idle",
            "upsert",
            "read",
            "backfill",
            "late",
            "plan",
            "postgres-read",
            "postgres-write");

    static final List<Comparison> ALL = List.of(
            ratio("pipeline", "whole pipeline", "pipeline", "pipeline-script", 1.0, """
                    The project `projects/pipeline` against `scripts/pipeline.sql`, written by hand for DuckDB: the same
                    CSV files, row rules, references and duplicates, the same zstd Parquet by day, the same features.
                    The script has no quarantine, no account of the rows, no checks and no commit. That both give the
                    same features and events is verified before anything is written here."""),
            ratio("load", "load", "load", "copy-sniffed", 1.35, """
                    CSV events to a validated table, partitioned by day and committed, against a plain `COPY` of the
                    same file into one Parquet file, which validates nothing, partitions nothing and commits nothing.
                    DuckDB finds the columns' types out, which is the plainer form and the faster. Every row keeps the
                    rules."""),
            inform("load", "load, 0.1 % broken rows", "load-broken", "copy-sniffed", """
                    The same when every thousandth row breaks a rule and goes to quarantine with its place and its raw
                    text; half of them do not even fit their column's type. A plain `COPY` cannot read that file, so the
                    yardstick reads the sound one."""),
            inform("load", "`COPY`, types given", "copy-typed", "copy-sniffed", """
                    The other form of the yardstick: DuckDB is told the types."""),
            ratio("memory", "whole pipeline within 1 GB", "pipeline-small", "pipeline", 2.0, """
                    The same project with `limits: {memory: 1GB}`, against itself without a limit. The limit is the
                    engine's; what the JVM and buffers outside the engine hold comes on top, and peak memory below is
                    that of the whole process."""),
            inform("memory", "the script within 1 GB", "pipeline-script-small", "pipeline-script", """
                    The script with `SET memory_limit = '1GB'`, against itself without a limit."""),
            seconds("check", "check of 2,000 assets", "check", 9.99, """
                    `levada check` of a generated project: 400 extracts with declared columns, and four layers of 400
                    SQL models, each over two tables of the layer below. All SQL is parsed and bound. The target is
                    seconds in single digits."""),
            seconds("idle", "nothing to do", "idle", 1.5, """
                    A second `levada run` of a copy of `examples/shop`: everything is found to be up to date."""),
            seconds("idle", "start", "version", 0.3, """
                    `levada --version`. The target is about a quarter of a second; up to 0.3 counts as that."""),
            of(
                    "upsert",
                    "upsert, and Spark",
                    "upsert",
                    "upsert-spark",
                    Measure.RATIO_OF_WORK,
                    OptionalDouble.of(0.05),
                    """
                    A run that merges a Parquet file of 200,000 changed rows into a table of 20 million, by key, against
                    Spark's `MERGE INTO` of the same file into the same Iceberg table, by deletion vectors, on all cores.
                    Both without their start: Levada's time is that of the run, in which every row passes its contract and
                    the table is audited and committed; Spark's is that of the statement."""),
            ratio("upsert", "upsert, and DuckDB", "upsert", "upsert-native", 3.0, """
                    The same against DuckDB's own `MERGE` into a table in its own format, process against process."""),
            ratio("read", "table with 1 % of its rows replaced", "read-deleted", "read-compacted", 1.3, """
                    A `levada query` over all rows of the merged table, whose replaced rows are marked by deletion vectors,
                    against the same query once `levada lake maintain` has laid the table out anew."""),
            of(
                    "backfill",
                    "backfill of 1,000 days",
                    "backfill",
                    "backfill-script",
                    Measure.EACH,
                    OptionalDouble.of(50),
                    """
                    `levada backfill` of a small table, day by day, against a program that runs the same query for each
                    day, on the files of that day, and keeps nothing. What is judged is how much longer Levada takes for
                    each day, its start included."""),
            ratio("late", "one late row", "late", "late-yardstick", 2.0, """
                    A run after one row came late for one of 365 days of a table and of what is made from it, against a run
                    that makes one day, the newest, for the first time."""),
            seconds("plan", "plan of 1,000 assets × 365 days", "plan", 2.0, """
                    `levada plan` of a project of a thousand assets that are made day by day, and have been, for 365 days
                    each: the whole process, reading the project and its ledger included."""),
            ratio("postgres-read", "PostgreSQL to the lake", "postgres-read", "postgres-drain", 1.3, """
                    A run that reads a table of ten million rows and twelve columns of mixed types from a PostgreSQL server on
                    this machine into the lake, against a program that fetches the same rows by `COPY … (FORMAT binary)` in
                    the same parts, on as many connections, and looks at none of them. Process against process. The server
                    runs on the same cores, and its own work is most of that program's time."""),
            of(
                    "postgres-read",
                    "PostgreSQL to files, and Spark",
                    "postgres-read",
                    "postgres-spark",
                    Measure.RATIO_OF_WORK,
                    OptionalDouble.of(0.2),
                    """
                    The same against Spark's JDBC source, in parts by key on all cores, writing Parquet. Both without
                    their start: Levada's time is that of the run, Spark's that of reading and writing."""),
            ratio("postgres-write", "the lake to PostgreSQL", "postgres-write", "postgres-copy-in", 1.3, """
                    A run that makes a new table in a database of a PostgreSQL server on this machine from all rows and columns
                    of a table in the lake, ten million rows and twelve columns of mixed types, against sending a CSV file of
                    the same rows into an empty table of the same columns, as `psql \\copy` does; the three columns that
                    Levada adds are filled in by default there. The server comes without `psql`, so the file is sent by the
                    JDBC driver, in one transaction. Process against process. After each run the table must have the columns, the number of rows and the digest of all values that it
                    should."""),
            inform("postgres-write", "the same within 512 MB", "postgres-write-small", "postgres-write", """
                    The same run with `limits: {memory: 256MB}` and a heap of 256 MB (`-Xmx256m`), against itself without
                    these limits. What the JVM itself holds comes on top; peak memory above is that of the whole process,
                    without the server's."""),
            ratio("postgres-write", "PostgreSQL to PostgreSQL", "postgres-across", "postgres-pipe", 1.3, """
                    A run that extracts the same rows from one database of the server and makes a new table of them in another,
                    against a program that pipes `COPY … TO STDOUT (FORMAT binary)` of the one into
                    `COPY … FROM STDIN (FORMAT binary)` of the other and looks at none of the rows. Process against process,
                    with the same proof of the rows."""),
            inform(
                    "postgres-write",
                    "PostgreSQL to PostgreSQL within 512 MB",
                    "postgres-across-small",
                    "postgres-across",
                    """
                    The same run within the same limits, against itself without them."""));

    private static Comparison ratio(
            String name, String title, String subject, String yardstick, double target, String text) {
        return of(name, title, subject, yardstick, Measure.RATIO, OptionalDouble.of(target), text);
    }

    private static Comparison inform(String name, String title, String subject, String yardstick, String text) {
        return of(name, title, subject, yardstick, Measure.RATIO, OptionalDouble.empty(), text);
    }

    private static Comparison seconds(String name, String title, String subject, double target, String text) {
        return new Comparison(
                name, title, subject, Optional.empty(), Measure.SECONDS, 1, OptionalDouble.of(target), text);
    }

    private static Comparison of(
            String name,
            String title,
            String subject,
            String yardstick,
            Measure measure,
            OptionalDouble target,
            String text) {
        return new Comparison(name, title, subject, Optional.of(yardstick), measure, IntervalSides.DAYS, target, text);
    }

    /** Whether the row needs the side. */
    boolean concerns(String side) {
        return subject.equals(side) || yardstick.filter(side::equals).isPresent();
    }
}
