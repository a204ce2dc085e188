package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.SourceFile;
import dev.levada.contract.Rule;
import dev.levada.engine.Account;
import dev.levada.engine.Production;
import dev.levada.engine.Production.FromDatabase;
import dev.levada.engine.Production.FromQuarantine;
import dev.levada.engine.Production.FromQuery;
import dev.levada.engine.Production.FromSource;
import dev.levada.engine.Strays;
import dev.levada.store.Positions;
import dev.levada.store.Quarantine;
import dev.levada.store.QueryHost;
import dev.levada.store.WrittenFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The first pass of a production: its input is read, what is kept is written, and what is not is quarantined. */
final class Intake {
    private final DuckDbSession session;
    private final Statements statements;
    private final Production production;
    private final QuarantinedRows quarantined;
    private final List<Rule> rules;
    private final StrayColumns strayColumns;

    /** @param rules those of the production, with what they refer to looked up */
    Intake(
            DuckDbSession session,
            Production production,
            List<Rule> rules,
            StrayColumns strayColumns,
            QuarantinedRows quarantined) {
        this.session = session;
        this.statements = session.statements();
        this.production = production;
        this.rules = rules;
        this.strayColumns = strayColumns;
        this.quarantined = quarantined;
    }

    /**
     * What was read and written, before duplicates are looked for.
     *
     * @param released the rows of the quarantine that leave it
     * @param bytes how large what was read is, as far as is known
     * @param discarded how many values of each column kept rows lost
     */
    record Written(
            List<WrittenFile> files,
            Account account,
            Map<String, Positions> released,
            long bytes,
            Map<String, Long> discarded) {}

    Written read() {
        Production.Input input = production.input();
        if (input instanceof FromSource from) {
            return source(from);
        }
        if (input instanceof FromQuery from) {
            return query(from);
        }
        if (input instanceof FromDatabase from) {
            return answer(from.answer());
        }
        return again((FromQuarantine) input);
    }

    /** Where rows come from that are not said to come from elsewhere, as an expression. */
    String origin() {
        Production.Input input = production.input();
        return input instanceof FromQuery || input instanceof FromDatabase ? ownName() : "NULL";
    }

    private StreamProduction stream(Strays strays) {
        return new StreamProduction(
                statements, session.engine().outlet(), session::openSink, production.computed(), strays);
    }

    private Written source(FromSource from) {
        Form form = from.extent().form();
        if (form instanceof Form.Scan scan) {
            StillFiles files = new StillFiles(scan.files());
            Written written = scan.format() == Form.Format.CSV ? csv(scan, from) : parquet(scan, from);
            files.demandUnchanged();
            return written;
        }
        return feed(form, from);
    }

    private Written csv(Form.Scan scan, FromSource from) {
        Path folder = session.spillFolder();
        Salvage salvage = new Salvage(folder);
        try {
            CsvProduction csv = new CsvProduction(
                    statements,
                    session.engine().leftOut(),
                    session.engine().csvLanes(),
                    production,
                    from,
                    rules,
                    quarantined,
                    session::openSink,
                    stream(from.strays()));
            csv.read(session.csvGroups(scan), production.staging().ofFiles(), salvage);
            return new Written(csv.files(), csv.account(), Map.of(), bytes(scan), csv.discarded());
        } finally {
            salvage.close();
        }
    }

    private Written parquet(Form.Scan scan, FromSource from) {
        if (scan.files().isEmpty()) {
            return new Written(List.of(), Account.EMPTY, Map.of(), 0, Map.of());
        }
        long read = statements.number("SELECT count(*) FROM " + ParquetFiles.relation(scan));
        RawRows rows = ParquetFiles.rows(
                scan, strayColumns.behindWritten(from.strays()), session.shape(ParquetFiles.relation(scan)));
        StreamProduction.Result result = stream(from.strays()).write(rows, rules, from.filter(), production.staging());
        return written(result, read, bytes(scan));
    }

    private Written feed(Form form, FromSource from) {
        List<Column> wanted = strayColumns.behindWritten(from.strays());
        return fed(
                session.feed(form, from.source()),
                open -> form instanceof Form.Rows typed
                        ? FeedRows.of(open, typed, wanted)
                        : Documents.rows(
                                open.sql(), "record", Documents.DEFECT, FeedFunction.SOURCE_COLUMN, "position", wanted),
                from.strays(),
                from.filter());
    }

    private Written answer(QueryHost.Answer answer) {
        return fed(
                session.feed(answer.rows(), answer.source()),
                open -> FeedRows.of(open, answer.rows(), production.columns()).ofSource(ownName()),
                Strays.NONE,
                Optional.empty());
    }

    private Written fed(
            Feed feed,
            Function<FeedFunction.Registration<Feed>, RawRows> reading,
            Strays strays,
            Optional<String> filter) {
        try (FeedFunction.Registration<Feed> open = session.open(feed)) {
            StreamProduction.Result result =
                    stream(strays).write(reading.apply(open), rules, filter, production.staging());
            return written(result, feed.rows(), feed.bytes());
        } catch (RuntimeException e) {
            throw cause(feed, e);
        }
    }

    /** What a reader threw says more than what the database makes of it. */
    static RuntimeException cause(Feed feed, RuntimeException thrown) {
        @Nullable Throwable failure = feed.failure();
        return failure instanceof LevadaException known ? known : FeedFailure.of(failure, thrown);
    }

    private Written query(FromQuery from) {
        List<Column> given = session.describe(from.sql());
        List<RawRows.RawColumn> columns = production.columns().stream()
                .map(column -> RawRows.RawColumn.of(column, given, found -> "query." + Sql.name(found.name())))
                .toList();
        RawRows rows = new RawRows("(" + from.sql() + "\n) AS query", columns, ownName(), "NULL", "NULL", "NULL");
        StreamProduction.Result result = stream(Strays.NONE).write(rows, rules, Optional.empty(), production.staging());
        return written(result, result.parted().orElse(result.kept()), 0);
    }

    /** What rows of a query come from. */
    private String ownName() {
        return Sql.text(production.staging().table().toString());
    }

    /** Quarantined rows are tried again: what still fails stays where it is, what passes is released. */
    private Written again(FromQuarantine from) {
        String tried = session.ownSchema() + ".tried";
        ScanSql scan = session.scans().of(from.quarantined());
        String condition =
                from.filter().map(filter -> " WHERE (" + filter + "\n)").orElse("");
        statements.execute("CREATE OR REPLACE TABLE " + tried + " AS SELECT * FROM ("
                + session.scans().placed(scan) + ")" + condition);
        long read = statements.number("SELECT count(*) FROM " + tried);
        String raw = "CASE WHEN json_exists(record, '/" + Quarantine.RAW + "') THEN reasons[1] END";
        Strays strays = strayColumns.still(tried, from.strays(), statements);
        RawRows rows =
                Documents.rows(tried, "record", raw, "source", "levada_place", strayColumns.behindWritten(strays));
        StreamProduction.Result result = stream(strays).write(rows, rules, Optional.empty(), production.staging());
        Set<Long> released = new HashSet<>(statements.numbers("SELECT levada_place FROM " + tried));
        statements.numbers("SELECT position FROM " + quarantined.table()).forEach(released::remove);
        Written written = written(result, read, 0);
        return new Written(
                written.files(),
                written.account(),
                StagedRows.byFile(scan, List.copyOf(released)),
                0,
                written.discarded());
    }

    private Written written(StreamProduction.Result result, long read, long bytes) {
        Account account = new Account(read, result.kept(), quarantined.count(), 0, result.filtered());
        return new Written(result.files(), account, Map.of(), bytes, result.discarded());
    }

    private static long bytes(Form.Scan scan) {
        return scan.files().stream().mapToLong(SourceFile::bytes).sum();
    }
}
