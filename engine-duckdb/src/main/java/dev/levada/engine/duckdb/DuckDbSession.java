package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Source;
import dev.levada.contract.Check;
import dev.levada.engine.CheckResult;
import dev.levada.engine.Compared;
import dev.levada.engine.Merge;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.engine.SqlException;
import dev.levada.project.AssetName;
import dev.levada.project.SqlParser;
import dev.levada.store.Audit;
import dev.levada.store.Positions;
import dev.levada.store.Staging;
import dev.levada.store.TableScan;
import dev.levada.store.WrittenFile;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A connection to a catalog in which exposed tables are views over their files. */
final class DuckDbSession implements Session {
    /** Statements that only look, but are not parsed as queries. EXPLAIN ANALYZE runs what it explains. */
    private static final Pattern LOOKING = Pattern.compile(
            "^(\\s|--[^\\n]*\\n)*(DESCRIBE|DESC|SHOW|SUMMARIZE|PIVOT|UNPIVOT|EXPLAIN(?!\\s+ANALY))\\b",
            Pattern.CASE_INSENSITIVE);

    private final DuckDbEngine engine;
    private final SessionCatalog catalog;
    private final Consumer<SessionCatalog> leaving;
    private final RemoteTables remote;
    private final Statements statements;
    private final Scans scans;
    /** How many rows visible tables of files have, which need not be read to know. */
    private final Map<AssetName, Long> counted = new HashMap<>();

    private final Path spillFolder;
    private final SourceColumns sources = new SourceColumns(this);
    private volatile @Nullable Feed feed;
    private volatile long bytesExpected;

    private DuckDbSession(
            DuckDbEngine engine,
            SessionCatalog catalog,
            Consumer<SessionCatalog> leaving,
            DuckDBConnection connection,
            Path spillFolder) {
        this.engine = engine;
        this.catalog = catalog;
        this.leaving = leaving;
        this.remote = new RemoteTables(engine.feeds());
        this.statements = new Statements(connection, remote);
        this.scans = new Scans(catalog, statements, remote);
        this.spillFolder = spillFolder;
    }

    /** With a catalog of its own. */
    static DuckDbSession open(DuckDbEngine engine, long number, Path spillFolder) {
        SessionCatalog catalog = new SessionCatalog("levada_session_" + number);
        DuckDbSession session = new DuckDbSession(engine, catalog, engine::drop, engine.connect(), spillFolder);
        catalog.create(session.statements);
        return session;
    }

    @Override
    public Session forBinding() {
        DuckDbSession session = new DuckDbSession(engine, catalog, kept -> {}, engine.connect(), spillFolder);
        catalog.use(session.statements);
        session.statements.execute("PRAGMA disable_optimizer");
        return session;
    }

    Statements statements() {
        return statements;
    }

    /** A schema for the session's own tables. */
    String ownSchema() {
        return catalog.ownSchema();
    }

    DuckDbEngine engine() {
        return engine;
    }

    Path spillFolder() {
        return spillFolder;
    }

    @Override
    public void expose(AssetName name, TableScan scan) {
        catalog.show(name, SessionCatalog.Kind.VIEW, "AS " + scans.rows(scan), statements);
        if (scan.remote().isEmpty()) {
            counted.put(name, scan.rows());
        } else {
            counted.remove(name);
        }
    }

    @Override
    public void expose(AssetName name, TableScan scan, String condition) {
        String rows = "AS SELECT * FROM (" + scans.rows(scan) + ") WHERE (" + condition + "\n)";
        catalog.show(name, SessionCatalog.Kind.VIEW, rows, statements);
        counted.remove(name);
    }

    @Override
    public void declare(AssetName name, List<Column> columns) {
        String shape = String.join(
                ", ",
                columns.stream()
                        .map(column ->
                                Sql.name(column.name()) + " " + column.type().sql())
                        .toList());
        catalog.show(name, SessionCatalog.Kind.TABLE, "(" + shape + ")", statements);
        counted.remove(name);
    }

    Scans scans() {
        return scans;
    }

    @Override
    public List<Column> describe(String sql) {
        return columns(statements, sql);
    }

    /** The columns of a query. */
    static List<Column> columns(Statements statements, String sql) {
        try (PreparedStatement statement = statements.connection().prepareStatement(sql)) {
            ResultSetMetaData shape = statement.getMetaData();
            List<Column> columns = new ArrayList<>();
            for (int i = 1; i <= shape.getColumnCount(); i++) {
                columns.add(DuckTypes.column(shape.getColumnLabel(i), shape.getColumnTypeName(i)));
            }
            return columns;
        } catch (SQLException e) {
            throw DuckErrors.translate(e, sql);
        }
    }

    @Override
    public void bindCondition(List<Column> columns, String condition) {
        List<String> nulls = columns.stream()
                .map(column -> "CAST(NULL AS " + column.type().sql() + ") AS " + Sql.name(column.name()))
                .toList();
        String head = "SELECT (";
        try {
            describe(head + condition + "\n) IS NOT FALSE FROM (SELECT " + String.join(", ", nulls) + ")");
        } catch (SqlException e) {
            throw new SqlException(
                    e.offset() < head.length() ? -1 : e.offset() - head.length(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<Column> describe(Extent extent, Source source) {
        return sources.describe(extent, source);
    }

    List<CsvGroup> csvGroups(Form.Scan scan) {
        return sources.csvGroups(scan);
    }

    /** The columns of files, without those that DuckDB adds to them. */
    List<Column> shape(String relation) {
        return describe("SELECT * EXCLUDE (filename, file_row_number) FROM " + relation);
    }

    Feed feed(Form form, Source source) {
        return form instanceof Form.Rows rows
                ? new Feed(source, rows.columns(), rows.splits())
                : new Feed(source, Form.Documents.COLUMNS, ((Form.Documents) form).splits());
    }

    FeedFunction.Registration<Feed> open(Feed opened) {
        feed = opened;
        return engine.feeds().open(opened);
    }

    Rejects.Sink openSink() {
        try {
            return engine.rejects().open(engine.connect(), catalog.name(), "levada", QuarantinedRows.TABLE);
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        }
    }

    /** When the run of a production began, as SQL. */
    String loadedAt(Production production) {
        String moment = production.staging().constants().get(Audit.LOADED_AT);
        return moment == null ? "now()" : "CAST(" + Sql.text(moment) + " AS TIMESTAMPTZ)";
    }

    @Override
    public Compared compare(Extent keys, Source source, Merge merge, int most) {
        return new Comparing(this, merge).compare(keys, source, most);
    }

    @Override
    public Produced produce(Production production) {
        bytesExpected = production.input() instanceof Production.FromSource from
                ? from.extent().bytes()
                : 0;
        return new Producing(this, production).produce();
    }

    @Override
    public List<WrittenFile> rewrite(TableScan scan, Staging staging) {
        return new Rewriting(this, scan, staging).write();
    }

    @Override
    public Map<String, Positions> locate(TableScan scan, String condition) {
        ScanSql sql = scans.of(scan);
        String places = "SELECT levada_place FROM (" + scans.placed(sql) + ") WHERE (" + condition + "\n)";
        return StagedRows.byFile(sql, statements.numbers(places));
    }

    @Override
    public CheckResult check(AssetName asset, Check check, int sampleSize) {
        return new Checks(statements, asset, counted.get(asset), sampleSize).test(check);
    }

    @Override
    public Rows query(String sql) {
        demandQuery(sql);
        return rows(sql);
    }

    /** The rows of a query of the engine's own. */
    Rows rows(String sql) {
        return new DuckRows(statements.connection(), remote, sql);
    }

    /** What changes something is not a query, though DuckDB would run it. */
    private void demandQuery(String sql) {
        boolean looks = LOOKING.matcher(sql).find();
        if (!looks && engine.parser().parseQuery(sql) instanceof SqlParser.Misunderstood misunderstood) {
            throw new SqlException(
                    misunderstood.offset(),
                    misunderstood.message() + " Only queries are run here: SELECT, FROM, DESCRIBE, SHOW, SUMMARIZE,"
                            + " EXPLAIN, PIVOT.");
        }
    }

    @Override
    public Progress progress() {
        Progress progress = statements.progress();
        Feed running = feed;
        if (running != null) {
            long bytes = running.bytes();
            double fraction = bytesExpected > 0 ? Math.min(1, (double) bytes / bytesExpected) : progress.fraction();
            return new Progress(fraction, running.rows(), bytes);
        }
        long bytes = progress.fraction() > 0 ? (long) (progress.fraction() * bytesExpected) : 0;
        return new Progress(progress.fraction(), 0, bytes);
    }

    @Override
    public void cancel() {
        statements.cancel();
    }

    @Override
    public void close() {
        try {
            statements.connection().close();
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        } finally {
            remote.close();
        }
        leaving.accept(catalog);
    }
}
