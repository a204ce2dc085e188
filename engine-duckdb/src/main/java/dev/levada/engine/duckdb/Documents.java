package dev.levada.engine.duckdb;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.store.Quarantine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows that arrive as JSON documents. */
final class Documents {
    /** As many documents are looked into to find out which columns there are. */
    private static final int SAMPLE_ROWS = 20_000;

    private static final String VALID = "document";
    private static final String FIELDS = "fields";

    /** The reason code of what a reader found to be no document at all. */
    static final String DEFECT = "CASE WHEN defect IS NOT NULL THEN '" + Quarantine.MALFORMED + ".encoding' END";

    private Documents() {}

    /**
     * Rows from a relation of documents.
     *
     * @param relation with the columns that the other expressions use
     * @param record the document's text
     * @param defect null, or the reason code of a text that cannot be a document
     */
    static RawRows rows(
            String relation, String record, String defect, String source, String position, List<Column> columns) {
        String pointers = columns.stream()
                .filter(column -> isScalar(column.type()))
                .map(column -> Sql.text(pointer(column.name())))
                .collect(Collectors.joining(", "));
        String valid = "CASE WHEN " + defect + " IS NULL AND json_valid(" + record + ") AND json_type(" + record
                + ") = 'OBJECT' THEN " + record + " END";
        String inner = "(SELECT *, " + valid + " AS " + VALID + " FROM " + relation + ")";
        String fields = pointers.isEmpty() ? "NULL" : "json_extract_string(" + VALID + ", [" + pointers + "])";
        String outer = "(SELECT *, " + fields + " AS " + FIELDS + " FROM " + inner + ")";
        String malformed = "coalesce(" + defect + ", CASE WHEN " + VALID + " IS NULL THEN '" + Quarantine.MALFORMED
                + ".json' END)";
        return new RawRows(outer, columns(columns), source, position, record, malformed);
    }

    private static List<RawRows.RawColumn> columns(List<Column> columns) {
        List<RawRows.RawColumn> raw = new ArrayList<>();
        int field = 0;
        for (Column column : columns) {
            String value = isScalar(column.type())
                    ? FIELDS + "[" + ++field + "]"
                    : "nullif(json_extract(" + VALID + ", " + Sql.text(pointer(column.name())) + "), 'null')";
            raw.add(
                    column.type() == Type.Primitive.VARCHAR
                            ? RawRows.RawColumn.sure(column, value)
                            : RawRows.RawColumn.cast(column, value));
        }
        return raw;
    }

    private static boolean isScalar(Type type) {
        return type instanceof Type.Primitive || type instanceof Type.Decimal;
    }

    /** The key's JSON Pointer (RFC 6901). */
    static String pointer(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /** The columns of documents, from the beginning of a feed. */
    static List<Column> sniff(Statements statements, FeedFunction.Registration<Feed> feed, Path folder) {
        Path sample = folder.resolve("sample-" + System.identityHashCode(feed) + ".json");
        try {
            Files.createDirectories(folder);
            statements.execute("COPY (SELECT json(record) FROM " + feed.sql() + " WHERE defect IS NULL AND"
                    + " json_valid(record) AND json_type(record) = 'OBJECT' LIMIT " + SAMPLE_ROWS + ") TO "
                    + Sql.text(sample.toString()) + " (FORMAT csv, HEADER false, DELIMITER '\u0001', QUOTE '')");
            return Files.size(sample) == 0
                    ? List.of()
                    : DuckDbSession.columns(
                            statements,
                            "SELECT * FROM read_json(" + Sql.text(sample.toString())
                                    + ", format = 'newline_delimited', sample_size = -1)");
        } catch (IOException e) {
            throw new LevadaException(
                    "engine.io", Blame.RESOURCES, "Cannot write to " + folder + ": " + e.getMessage(), e);
        } finally {
            delete(sample);
        }
    }

    private static void delete(Path sample) {
        try {
            Files.deleteIfExists(sample);
        } catch (IOException e) {
            sample.toFile().deleteOnExit();
        }
    }
}
