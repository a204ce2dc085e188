package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.SourceFile;
import dev.levada.api.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * CSV files that are read by one scan because they are written alike: same dialect, same columns in the same order.
 *
 * @param firstLine the line number of the files' first line, counted from 1; more than 1 for a piece of a file
 */
record CsvGroup(CsvDialect dialect, List<SourceFile> files, long firstLine) {
    private static final ByteSearch QUOTE = new ByteSearch('"');

    CsvGroup {
        files = List.copyOf(files);
    }

    /** Sorts files into groups. Empty files belong to none. */
    static List<CsvGroup> of(Statements statements, List<SourceFile> files, Map<String, Object> declared) {
        Map<CsvDialect, List<SourceFile>> alike = new LinkedHashMap<>();
        for (SourceFile file : files) {
            if (file.bytes() > 0) {
                CsvDialect dialect = CsvDialect.sniff(statements, file.path().toString(), declared);
                alike.computeIfAbsent(sameKind(alike, dialect), kind -> new ArrayList<>())
                        .add(file);
            }
        }
        List<CsvGroup> groups = new ArrayList<>();
        alike.forEach((dialect, members) -> groups.add(new CsvGroup(dialect, members, 1)));
        return groups;
    }

    /** Types do not make a difference: what the columns hold is decided for all files together. */
    private static CsvDialect sameKind(Map<CsvDialect, List<SourceFile>> alike, CsvDialect dialect) {
        return alike.keySet().stream()
                .filter(known -> known.options().equals(dialect.options())
                        && names(known).equals(names(dialect))
                        && known.dateFormat().equals(dialect.dateFormat())
                        && known.timestampFormat().equals(dialect.timestampFormat()))
                .findFirst()
                .orElse(dialect);
    }

    private static List<String> names(CsvDialect dialect) {
        return dialect.columns().stream().map(Column::name).toList();
    }

    /**
     * The same files, read without regard to quotes if none is in them: DuckDB does that a third faster, and to make sure
     * takes a small part of what is gained.
     */
    CsvGroup withoutQuotesIfNone() {
        boolean none = dialect.isQuotedAsUsual()
                && files.stream().noneMatch(file -> Salvage.isCompressed(file.path()) || QUOTE.mayBeIn(file.path()));
        return none ? new CsvGroup(dialect.unquoted(), files, firstLine) : this;
    }

    List<String> paths() {
        return files.stream().map(file -> file.path().toString()).toList();
    }

    long bytes() {
        return files.stream().mapToLong(SourceFile::bytes).sum();
    }

    /** An expression for how the user knows the file that a row is in. @param path the column with the file's path */
    String sourceName(String path) {
        return FileNames.expression(files, path);
    }

    /** A scan whose columns have the wanted types; rows that do not fit leave it as rejects. */
    String typed(List<Column> wanted, String more) {
        List<String> types = dialect.columns().stream()
                .map(column -> find(wanted, column.name())
                        .map(Column::type)
                        .orElse(Type.Primitive.VARCHAR)
                        .sql())
                .toList();
        return dialect.read(paths(), types, more + fileColumn());
    }

    /** With one file its name need not be asked for. */
    private String fileColumn() {
        return files.size() == 1 ? "" : ", filename = true";
    }

    /** The rows as text, each on its way to the wanted types. @param fit whether all texts are known to fit them */
    RawRows raw(List<Column> wanted, RawRows.RawColumn.Fit fit, String position, String more) {
        List<String> texts = dialect.columns().stream().map(column -> "VARCHAR").toList();
        List<RawRows.RawColumn> columns = new ArrayList<>();
        for (Column column : wanted) {
            if (find(dialect.columns(), column.name()).isPresent()) {
                String raw = Sql.name(column.name());
                columns.add(new RawRows.RawColumn(column, raw, dialect.cast(raw, column.type()), fitOf(column, fit)));
            } else {
                columns.add(RawRows.RawColumn.sure(
                        column, "CAST(NULL AS " + column.type().sql() + ")"));
            }
        }
        return new RawRows(
                dialect.read(paths(), texts, more + fileColumn()),
                columns,
                sourceName("filename"),
                position,
                "NULL",
                "NULL");
    }

    private static RawRows.RawColumn.Fit fitOf(Column column, RawRows.RawColumn.Fit fit) {
        return column.type() == Type.Primitive.VARCHAR ? RawRows.RawColumn.Fit.CERTAIN : fit;
    }

    static Optional<Column> find(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
