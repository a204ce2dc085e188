package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.SourceFile;
import dev.levada.contract.Rule;
import dev.levada.engine.Account;
import dev.levada.engine.Compared;
import dev.levada.engine.Effect;
import dev.levada.engine.Merge;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.engine.Production.FromDatabase;
import dev.levada.engine.Production.FromQuarantine;
import dev.levada.engine.Production.FromQuery;
import dev.levada.engine.Production.FromSource;
import dev.levada.engine.Strays;
import dev.levada.engine.duckdb.Merging.Merged;
import dev.levada.store.Audit;
import dev.levada.store.CrashPoint;
import dev.levada.store.Positions;
import dev.levada.store.Quarantine;
import dev.levada.store.QueryHost;
import dev.levada.store.Replaced;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.WrittenFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One production, from its input to staged rows. */
final class Producing {
    private final DuckDbSession session;
    private final Statements statements;
    private final Production production;
    private final QuarantinedRows quarantined;
    private final String schema;
    private final List<Rule> rules;
    private final StrayColumns strayColumns;

    Producing(DuckDbSession session, Production production) {
        this.session = session;
        this.statements = session.statements();
        this.production = production;
        this.schema = session.ownSchema();
        this.rules = new ReferencedKeys(statements, production.columns()).lookedUp(production.rules());
        this.strayColumns = new StrayColumns(production, rules);
        this.quarantined = new QuarantinedRows(statements, schema);
    }

    /** What was read and written, before duplicates are looked for. */
    private record Written(
            List<WrittenFile> files,
            Account account,
            Map<String, Positions> released,
            long bytes,
            Map<String, Long> discarded) {}

    private StreamProduction stream(Strays strays) {
        return new StreamProduction(statements, session::openSink, production.computed(), strays);
    }

    Produced produce() {
        Production.Input input = production.input();
        if (input instanceof FromSource from) {
            return finish(source(from), "NULL");
        }
        if (input instanceof FromQuery from) {
            return finish(query(from), ownName());
        }
        if (input instanceof FromDatabase from) {
            return finish(answer(from.answer()), ownName());
        }
        return finish(again((FromQuarantine) input), "NULL");
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
                    statements, session.engine().csvLanes(), production, from, rules, quarantined, session::openSink);
            csv.read(session.csvGroups(scan), production.staging(), salvage);
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
        String tried = schema + ".tried";
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

    private Produced finish(Written written, String origin) {
        CrashPoint.reach("mid-produce", production.staging().table());
        Flushing.begin(written.files());
        StagedRows staged =
                new StagedRows(statements, session.engine().seenKeys(), schema, writtenColumns(), written.files());
        boolean any = !written.files().isEmpty();
        long duplicates = any ? production.dedup().map(staged::removeDuplicates).orElse(0L) : 0;
        boolean replay = production.input() instanceof FromQuarantine;
        long before = quarantined.count();
        Optional<Merging> merging = production.merge().map(merge -> Merging.of(batch(staged, written), merge));
        merging.ifPresent(Merging::sift);
        Optional<String> rivals = production
                .rivals()
                .map(table -> merging.map(Merging::rivals)
                        .orElseGet(() -> session.scans().rows(table)));
        if (any) {
            turnRivalsAway(staged, rivals, origin(origin), merging.isPresent());
        }
        Map<String, Long> warnings = any ? staged.warnings(rules, rivals) : Map.of();
        long rivalsRemoved = quarantined.count() - before;
        Merged merged = merging.map(Merging::finish).orElseGet(() -> unmerged(written, duplicates + rivalsRemoved));
        long unread = production
                .merge()
                .flatMap(Merge::compared)
                .map(Compared::unread)
                .orElse(0L);
        Account account = new Account(
                written.account().read() + unread,
                merged.kept(),
                written.account().quarantined() + rivalsRemoved,
                duplicates + merged.duplicates(),
                written.account().filtered(),
                merged.unchanged() + unread,
                merged.deletes());
        Map<String, Long> reasons = quarantined.reasons();
        Map<String, Long> errors = new TreeMap<>(QuarantinedRows.errors(reasons, rules));
        errors.putAll(strayColumns.frozen(reasons));
        Map<String, String> examples = quarantined.examples(errors.keySet());
        if (replay && before > 0) {
            statements.execute("DELETE FROM " + quarantined.table() + " WHERE rowid < " + before);
        }
        return new Produced(
                account,
                new Staged(
                        production.staging(), merged.files(), removedFrom(merged.files(), staged), merged.replaced()),
                quarantined.stage(production.quarantine(), session.loadedAt(production)),
                written.released(),
                reasons,
                errors,
                warnings,
                written.bytes(),
                merged.effect(),
                examples,
                merged.notices(),
                written.discarded());
    }

    private Batch batch(StagedRows staged, Written written) {
        return new Batch(
                session,
                production,
                staged,
                quarantined,
                writtenColumns(),
                written.files(),
                written.account().read());
    }

    /** A row that is turned away leaves the row in the table whose place it would have taken, which others may rival then. */
    private void turnRivalsAway(StagedRows staged, Optional<String> rivals, String origin, boolean merges) {
        long removed;
        do {
            removed = staged.removeRivals(rules, rivals, quarantined, origin);
        } while (merges && removed > 0);
    }

    private static Merged unmerged(Written written, long removed) {
        return new Merged(
                written.files(), Replaced.NONE, Effect.NONE, written.account().kept() - removed, 0, 0, 0, List.of());
    }

    private static Map<String, Positions> removedFrom(List<WrittenFile> files, StagedRows staged) {
        Map<String, Positions> removed = new HashMap<>(staged.removedRows());
        removed.keySet().retainAll(files.stream().map(WrittenFile::path).toList());
        return removed;
    }

    /** The source of a staged row: its own column if that was written, else the one value of all rows. */
    private String origin(String otherwise) {
        String constant = production.staging().constants().get(Audit.SOURCE);
        if (constant != null) {
            return Sql.text(constant);
        }
        return writtenColumns().stream().anyMatch(column -> column.name().equals(Audit.SOURCE))
                ? Sql.name(Audit.SOURCE)
                : otherwise;
    }

    private List<StoredColumn> writtenColumns() {
        return production.staging().columns().stream()
                .filter(column -> !production.staging().constants().containsKey(column.name()))
                .toList();
    }
}
