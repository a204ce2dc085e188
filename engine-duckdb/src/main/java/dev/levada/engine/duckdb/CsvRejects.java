package dev.levada.engine.duckdb;

import dev.levada.api.SourceFile;
import dev.levada.store.Quarantine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines that a scan could not take apart, as {@link RejectTables} hold them after it.
 *
 * <p>DuckDB numbers a line that swallowed others as one, so the swallowed ones are counted in here.
 */
final class CsvRejects {
    private static final String MALFORMED = Quarantine.MALFORMED + ".";
    /** More malformed lines than this make line numbers of other rows too dear to work out. */
    private static final long MOST_SHIFTS = 10_000;

    private static final String GATHERED = "(SELECT file_path AS path, line, min(line_byte_position) - 1 AS place,"
            + " min(CASE error_type WHEN 'MISSING COLUMNS' THEN '" + MALFORMED
            + "columns' WHEN 'TOO MANY COLUMNS' THEN '"
            + MALFORMED + "columns' WHEN 'UNQUOTED VALUE' THEN '" + MALFORMED
            + "quote' WHEN 'INVALID ENCODING' THEN '"
            + MALFORMED + "encoding' WHEN 'LINE SIZE OVER MAXIMUM' THEN '" + MALFORMED + "length' ELSE '"
            + MALFORMED
            + "line' END) AS reason, rtrim(any_value(csv_line), chr(13) || chr(10)) AS text"
            + " FROM " + RejectTables.FAULTS + " GROUP BY path, line)";
    private static final String DIFFICULT = "(contains(text, chr(10)) OR reason = '" + MALFORMED + "encoding')";

    private final Statements statements;
    private final CsvGroup group;
    private final Salvage salvage;
    /** The lines, with how many lines each swallowed, and those before it. */
    private final String lines;

    private final List<CsvGroup> pieces = new ArrayList<>();

    CsvRejects(Statements statements, CsvGroup group, Salvage salvage) {
        this.statements = statements;
        this.group = group;
        this.salvage = salvage;
        String gathered = group.dialect().isNumbered() ? numbered() : GATHERED;
        this.lines = "(SELECT *, coalesce(sum(swallowed) OVER (PARTITION BY path ORDER BY line ROWS"
                + " BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::BIGINT AS swallowed_before FROM (SELECT *,"
                + " length(text) - length(replace(text, chr(10), '')) AS swallowed FROM " + gathered + "))";
    }

    /** Lines with a number in front have that number. */
    private String numbered() {
        String end = "strpos(text, " + Sql.text(delimiter()) + ")";
        return "(SELECT path, CAST(left(text, " + end + " - 1) AS BIGINT) AS line, place, reason, substr(text, " + end
                + " + 1) AS text FROM " + GATHERED + ")";
    }

    private String delimiter() {
        return group.dialect().plainDelimiter().map(String::valueOf).orElseThrow();
    }

    /** What {@link #quarantine} found to be read again. */
    List<CsvGroup> pieces() {
        return pieces;
    }

    /** Rows were numbered as if no line had been rejected; this counts the rejected and swallowed lines in. */
    void shiftPositions(String table, long before) {
        long rejected = new RejectTables(statements).lines();
        if (rejected > 0 && rejected <= MOST_SHIFTS) {
            String head = String.valueOf(group.firstLine() - 1);
            shift(
                    table,
                    before,
                    "(SELECT count(*) FROM (SELECT line - row_number() OVER (ORDER BY line) + " + head
                            + " AS rows_before FROM " + lines + ") WHERE rows_before < position)");
            shift(
                    table,
                    before,
                    "(SELECT coalesce(sum(swallowed), 0) FROM " + lines + " WHERE line + " + head + " < position)");
        }
    }

    private void shift(String table, long before, String by) {
        statements.execute("UPDATE " + table + " SET position = position + " + by + " WHERE rowid >= " + before);
    }

    /** Adds the lines to the quarantined rows. @return how many */
    long quarantine(QuarantinedRows quarantined) {
        long before = quarantined.count();
        quarantined.insert("SELECT reason, " + group.sourceName("path") + ", line + swallowed_before + "
                + (group.firstLine() - 1) + ", CAST(json_object('" + Quarantine.RAW + "', text) AS VARCHAR) FROM "
                + lines + " WHERE NOT "
                + DIFFICULT);
        for (Line line : difficult()) {
            add(line, quarantined);
        }
        return quarantined.count() - before;
    }

    private List<Line> difficult() {
        return statements.read(
                "SELECT path, line + swallowed_before AS line, place, reason, text FROM " + lines + " WHERE "
                        + DIFFICULT,
                rows -> {
                    List<Line> lines = new ArrayList<>();
                    while (rows.next()) {
                        lines.add(new Line(
                                rows.getString("path"),
                                rows.getLong("line"),
                                rows.getLong("place"),
                                rows.getString("reason"),
                                rows.getString("text")));
                    }
                    return lines;
                });
    }

    private void add(Line line, QuarantinedRows quarantined) {
        String name = CsvProduction.nameOf(group, line.path());
        String text = line.text();
        int end = text.indexOf('\n');
        if (end >= 0) {
            Optional<Path> piece = salvage.piece(text.substring(end + 1) + "\n");
            if (piece.isPresent()) {
                SourceFile file = new SourceFile(piece.get(), name, text.length() - end);
                pieces.add(new CsvGroup(group.dialect().headless(), List.of(file), group.firstLine() + line.number()));
                text = text.substring(0, end);
            }
        } else {
            text = Salvage.lineAt(Path.of(line.path()), line.place())
                    .map(this::withoutNumber)
                    .orElse(text);
        }
        quarantined.insert("SELECT " + Sql.text(line.reason()) + ", " + Sql.text(name) + ", "
                + (line.number() + group.firstLine() - 1) + ", CAST(json_object('" + Quarantine.RAW + "', "
                + Sql.text(text) + ") AS VARCHAR)");
    }

    private String withoutNumber(String line) {
        return group.dialect().isNumbered() ? line.substring(line.indexOf(delimiter()) + 1) : line;
    }

    /** A line. @param place its first byte's place in the file @param number counted from 1 */
    private record Line(String path, long number, long place, String reason, String text) {}
}
