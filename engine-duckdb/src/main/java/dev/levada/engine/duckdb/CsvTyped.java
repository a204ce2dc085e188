package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.contract.Rule;
import dev.levada.store.Audit;
import dev.levada.store.Staging;
import dev.levada.store.WrittenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The reading of CSV files by DuckDB's own typed scan, at its full speed, with the rules as a filter. */
final class CsvTyped {
    private final Statements statements;
    private final RejectTables rejects;
    private final CsvLanes lanes;
    private final List<Column> columns;
    private final Optional<String> filter;
    private final String broken;
    private final Map<String, String> computed;

    /** @param rules of which those that part rows are kept */
    CsvTyped(
            Statements statements,
            CsvLanes lanes,
            List<Column> columns,
            List<Rule> rules,
            Optional<String> filter,
            Map<String, String> computed) {
        this.statements = statements;
        this.rejects = new RejectTables(statements);
        this.lanes = lanes;
        this.columns = columns;
        this.filter = filter.map(condition -> "coalesce((" + condition + "\n), false)");
        this.broken = new RuleSql(columns).anyBroken(Split.parting(rules));
        this.computed = computed;
    }

    /**
     * What the first rows show.
     *
     * @param broken which part of them breaks a rule, or cannot be read
     * @param leavesOut whether some of them are not kept, for whatever reason
     * @param locator the column by whose value a row is found again best, if one differs from row to row
     */
    record Beginning(double broken, boolean leavesOut, Optional<Column> locator) {
        static final Beginning UNSEEN = new Beginning(0, false, Optional.empty());
    }

    Beginning beginning(CsvGroup group) {
        if (lanes.sampledRows() == 0) {
            return Beginning.UNSEEN;
        }
        List<Column> whole = columns.stream()
                .filter(column -> KeyRange.isWhole(column.type()))
                .filter(column ->
                        CsvGroup.find(group.dialect().columns(), column.name()).isPresent())
                .toList();
        String distinct = whole.stream()
                .map(column -> ", count(DISTINCT " + Sql.name(column.name()) + ")")
                .collect(Collectors.joining());
        // All columns are counted, for DuckDB reads only what is asked for.
        String sample = "SELECT count(*), count(*) FILTER (NOT " + kept() + "), count(*) FILTER ("
                + parted("false", "true", "false") + ")" + distinct
                + ", count(COLUMNS(*)) FROM (SELECT * FROM "
                + rows(group, lanes.sampledRows()) + " LIMIT " + lanes.sampledRows() + ")";
        List<Long> counts = statements.read(sample, result -> {
            result.next();
            List<Long> row = new ArrayList<>();
            for (int i = 1; i <= 3 + whole.size(); i++) {
                row.add(result.getLong(i));
            }
            return row;
        });
        long rejected = rejects.lines();
        rejects.drop();
        long seen = counts.get(0) + rejected;
        Optional<Column> locator = group.dialect().plainDelimiter().isPresent()
                ? locator(whole, counts.subList(3, counts.size()), counts.get(0))
                : Optional.empty();
        return new Beginning(
                seen == 0 ? 0 : (double) (counts.get(2) + rejected) / seen, counts.get(1) + rejected > 0, locator);
    }

    private static Optional<Column> locator(List<Column> whole, List<Long> distinct, long rows) {
        return IntStream.range(0, whole.size())
                .boxed()
                .filter(i -> 2 * distinct.get(i) >= rows)
                .reduce((one, other) -> distinct.get(other) > distinct.get(one) ? other : one)
                .map(whole::get);
    }

    /**
     * What a reading gave.
     *
     * @param seen how many rows the scan gave
     * @param rejects the places of lines that it could not take apart or whose values did not fit, by the path of their file
     * @param allRejects whether these are all there are
     */
    record Copied(List<WrittenFile> files, long seen, Map<String, long[]> rejects, boolean allRejects) {
        long rows() {
            return files.stream().mapToLong(WrittenFile::rows).sum();
        }

        boolean isAll() {
            return rows() == seen && rejects.isEmpty();
        }

        long rejected() {
            return rejects.values().stream().mapToLong(places -> places.length).sum();
        }
    }

    /** Writes the rows that are kept. */
    Copied copy(CsvGroup group, Staging staging) {
        return copy(group, staging, 1, kept());
    }

    /** The same, and remembers those that are not. */
    Copied copy(CsvGroup group, Staging staging, Column locator, LeftOut.Rows leftOut) {
        String condition = parted(leftOut.leaveOut(locator, false), leftOut.leaveOut(locator, true), "true");
        return copy(group, staging, lanes.mostRejects(), condition);
    }

    private Copied copy(CsvGroup group, Staging staging, int mostRejects, String condition) {
        List<String> names = new ArrayList<>(columns.stream().map(Column::name).toList());
        names.add(Audit.SOURCE);
        CopyFiles copy = new CopyFiles(staging, names, computed);
        String rows = rows(group, mostRejects) + " WHERE " + condition;
        var copied = statements.profile(copy.statement(rows), copy::files);
        Map<String, long[]> places = rejects.places();
        boolean isAll = rejects.faults() < mostRejects;
        rejects.drop();
        return new Copied(copied.value(), copied.profile().rowsOfScans("read_csv"), places, isAll);
    }

    private String rows(CsvGroup group, int mostRejects) {
        return "(SELECT " + selection(group) + " FROM " + group.typed(columns, RejectTables.atMost(mostRejects)) + ")";
    }

    private String selection(CsvGroup group) {
        List<String> selected = new ArrayList<>();
        for (Column column : columns) {
            String name = Sql.name(column.name());
            selected.add(
                    CsvGroup.find(group.dialect().columns(), column.name()).isPresent()
                            ? name
                            : "CAST(NULL AS " + column.type().sql() + ") AS " + name);
        }
        selected.add(group.sourceName("filename") + " AS " + Sql.name(Audit.SOURCE));
        return String.join(", ", selected);
    }

    private String kept() {
        return parted("false", "false", "true");
    }

    /** An expression for each row: for those that the filter leaves out, those that break a rule, and those that are kept. */
    private String parted(String ofFiltered, String ofBroken, String ofKept) {
        String filtered = filter.map(condition -> " WHEN NOT " + condition + " THEN " + ofFiltered)
                .orElse("");
        return "CASE" + filtered + " WHEN " + broken + " THEN " + ofBroken + " ELSE " + ofKept + " END";
    }
}
