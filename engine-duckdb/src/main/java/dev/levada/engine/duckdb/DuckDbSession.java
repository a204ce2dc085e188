package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Source;
import dev.levada.contract.Check;
import dev.levada.engine.CheckResult;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.engine.SqlException;
import dev.levada.project.AssetName;
import dev.levada.project.SqlParser;
import dev.levada.store.Audit;
import dev.levada.store.Positions;
import dev.levada.store.TableScan;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A connection with a catalog of its own, in which exposed tables are views over their files. */
final class DuckDbSession implements Session {
    /** Statements that only look, but are not parsed as queries. EXPLAIN ANALYZE runs what it explains. */
    private static final Pattern LOOKING = Pattern.compile(
            "^(\\s|--[^\\n]*\\n)*(DESCRIBE|DESC|SHOW|SUMMARIZE|PIVOT|UNPIVOT|EXPLAIN(?!\\s+ANALY))\\b",
            Pattern.CASE_INSENSITIVE);

    private final DuckDbEngine engine;
    private final String catalog;
    private final Statements statements;
    private final Path spillFolder;
    private final Set<String> schemas = new HashSet<>();
    private final Map<AssetName, Kind> shown = new HashMap<>();
    private final Map<Form.Scan, List<CsvGroup>> csvGroups = new HashMap<>();
    private int removedTables;
    private volatile @Nullable Feed feed;
    private volatile long bytesExpected;

    /** As what a name is shown. */
    private enum Kind {
        TABLE,
        VIEW
    }

    DuckDbSession(DuckDbEngine engine, long number, DuckDBConnection connection, Path spillFolder) {
        this.engine = engine;
        this.catalog = "levada_session_" + number;
        this.statements = new Statements(connection);
        this.spillFolder = spillFolder;
        statements.execute("ATTACH ':memory:' AS " + catalog);
        statements.execute("USE " + catalog);
        statements.execute("CREATE SCHEMA levada");
        Macros.DEFINITIONS.forEach(statements::execute);
    }

    Statements statements() {
        return statements;
    }

    /** A schema for the session's own tables. */
    String ownSchema() {
        return catalog + ".levada";
    }

    CsvLanes csvLanes() {
        return engine.csvLanes();
    }

    Path spillFolder() {
        return spillFolder;
    }

    @Override
    public void expose(AssetName name, TableScan scan) {
        replace(name, Kind.VIEW, "AS " + select(scan));
    }

    @Override
    public void expose(AssetName name, TableScan scan, String condition) {
        replace(name, Kind.VIEW, "AS SELECT * FROM (" + select(scan) + ") WHERE (" + condition + "\n)");
    }

    @Override
    public void declare(AssetName name, List<Column> columns) {
        String shape = String.join(
                ", ",
                columns.stream()
                        .map(column ->
                                Sql.name(column.name()) + " " + column.type().sql())
                        .toList());
        replace(name, Kind.TABLE, "(" + shape + ")");
    }

    private void replace(AssetName name, Kind kind, String definition) {
        if (schemas.add(name.schema())) {
            statements.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.name(name.schema()));
        }
        Kind before = shown.put(name, kind);
        if (before != null) {
            statements.execute("DROP " + before + " " + Sql.name(name));
        }
        statements.execute("CREATE " + kind + " " + Sql.name(name) + " " + definition);
    }

    /** A table's rows as a query. */
    String select(TableScan scan) {
        return select(scanSql(scan));
    }

    String select(ScanSql scan, String... more) {
        return scan.select(removedTable(scan).orElse(""), more);
    }

    /** A table of the places of removed rows, in its column {@code levada_place}; empty if there are none. */
    Optional<String> removedTable(ScanSql scan) {
        List<Long> places = scan.removedPlaces();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        String table = "removed_" + removedTables++;
        statements.execute("CREATE TABLE " + ownSchema() + "." + table + " (levada_place BIGINT)");
        try (var appender = statements.connection().createAppender(catalog, "levada", table)) {
            for (long place : places) {
                appender.beginRow();
                appender.append(place);
                appender.endRow();
            }
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        }
        return Optional.of(ownSchema() + "." + table);
    }

    ScanSql scanSql(TableScan scan) {
        return new ScanSql(scan);
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
        Form form = extent.form();
        if (form instanceof Form.Rows rows) {
            return rows.suggested();
        }
        if (form instanceof Form.Scan scan) {
            return scan.files().isEmpty() ? List.of() : describe(scan);
        }
        try (FeedFunction.Registration open = open(feed(form, source))) {
            return Documents.sniff(statements, open, spillFolder);
        }
    }

    private List<Column> describe(Form.Scan scan) {
        if (scan.format() == Form.Format.PARQUET) {
            return shape(ParquetFiles.relation(scan));
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        for (CsvGroup group : csvGroups(scan)) {
            group.dialect().columns().forEach(column -> columns.putIfAbsent(column.name(), column));
        }
        return List.copyOf(columns.values());
    }

    /** CSV files in groups; they are looked into once, though a task asks twice. */
    List<CsvGroup> csvGroups(Form.Scan scan) {
        return csvGroups.computeIfAbsent(scan, looked -> CsvGroup.of(statements, looked.files(), looked.options()));
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

    FeedFunction.Registration open(Feed opened) {
        feed = opened;
        return engine.feeds().open(opened);
    }

    Rejects.Sink openSink() {
        try {
            return engine.rejects().open(engine.connect(), catalog, "levada", QuarantinedRows.TABLE);
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
    public Produced produce(Production production) {
        bytesExpected = production.input() instanceof Production.FromSource from
                ? from.extent().bytes()
                : 0;
        return new Producing(this, production).produce();
    }

    @Override
    public Map<String, Positions> locate(TableScan scan, String condition) {
        ScanSql sql = scanSql(scan);
        return StagedRows.byFile(
                sql,
                statements.numbers("SELECT levada_place FROM (" + select(sql, ScanSql.PLACE + " AS levada_place")
                        + ") WHERE (" + condition + "\n)"));
    }

    @Override
    public CheckResult check(AssetName asset, Check check, int sampleSize) {
        return new Checks(statements, asset, sampleSize).test(check);
    }

    @Override
    public Rows query(String sql) {
        demandQuery(sql);
        return new DuckRows(statements.connection(), sql);
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
        try (DuckDBConnection other = engine.connect()) {
            statements.connection().close();
            new Statements(other).execute("DETACH " + catalog);
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        }
    }
}
