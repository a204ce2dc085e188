package dev.levada.engine.duckdb;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.engine.Production;
import dev.levada.store.Positions;
import dev.levada.store.StoredColumn;
import dev.levada.store.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Rows that were written and wait to be merged.
 *
 * @param staged the rows
 * @param columns what was written, in order
 * @param files where it was written
 * @param read how many rows the source gave
 */
record Batch(
        DuckDbSession session,
        Production production,
        StagedRows staged,
        QuarantinedRows quarantined,
        List<StoredColumn> columns,
        List<WrittenFile> files,
        long read) {

    Statements statements() {
        return session.statements();
    }

    /** A table of the session, which a later merge makes anew. */
    String table(String name) {
        return session.ownSchema() + ".merge_" + name;
    }

    /** Makes a table of what a query gives. */
    void make(String table, String query) {
        statements().execute("CREATE OR REPLACE TABLE " + table + " AS " + query);
    }

    /** The columns that come from the source, in which rows are compared. */
    List<String> own() {
        return production.columns().stream().map(Column::name).toList();
    }

    /** The names of what was written. */
    List<String> names() {
        return columns.stream().map(StoredColumn::name).toList();
    }

    boolean has(String column) {
        return columns.stream().anyMatch(written -> written.name().equalsIgnoreCase(column));
    }

    Type type(String column) {
        return columns.stream()
                .filter(written -> written.name().equalsIgnoreCase(column))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no column '" + column + "' is written"))
                .column()
                .type();
    }

    /** Writes further rows into the staging. @param rows a relation with all columns that are written */
    List<WrittenFile> write(String rows) {
        CopyFiles copy = new CopyFiles(production.staging(), names());
        return statements().read(copy.statement(rows), copy::files);
    }

    /** The files that still hold rows; the others are gone from the disk afterwards. */
    List<WrittenFile> filesWithRows() {
        var removed = staged.removedRows();
        List<WrittenFile> kept = new ArrayList<>();
        for (WrittenFile file : files) {
            Positions gone = removed.get(file.path());
            if (gone != null && gone.count() == file.rows()) {
                delete(file);
            } else {
                kept.add(file);
            }
        }
        return kept;
    }

    void deleteFiles() {
        files.forEach(Batch::delete);
    }

    private static void delete(WrittenFile file) {
        try {
            Files.deleteIfExists(Path.of(file.path()));
        } catch (IOException e) {
            throw new LevadaException(
                    "engine.io", Blame.RESOURCES, "Cannot remove " + file.path() + ": " + e.getMessage(), e);
        }
    }

    /** A condition that is true where rows of both relations have the same key; never for null. */
    static String meet(List<String> key, String left, String right) {
        return key.stream()
                .map(name -> left + "." + Sql.name(name) + " = " + right + "." + Sql.name(name))
                .collect(Collectors.joining(" AND "));
    }

    /** A condition that is true where rows of both relations hold the same in those columns. */
    static String same(List<String> columns, String left, String right) {
        return columns.isEmpty()
                ? "true"
                : columns.stream()
                        .map(name ->
                                left + "." + Sql.name(name) + " IS NOT DISTINCT FROM " + right + "." + Sql.name(name))
                        .collect(Collectors.joining(" AND "));
    }

    /** Those names that are not among the others, capitals ignored. */
    static List<String> without(List<String> names, List<String> others) {
        List<String> lower =
                others.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return names.stream()
                .filter(name -> !lower.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
