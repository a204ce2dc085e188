package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.contract.Dedup;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.store.Positions;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.WrittenFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A second look at rows that were written: which are duplicates, which break {@code unique}, which break rules that warn.
 *
 * <p>Duplicates are found here and not while writing, because finding keys that occur twice reads the key columns only,
 * and taking rows out by their place costs in proportion to the duplicates; sorting them out before writing costs in
 * proportion to the data.
 */
final class StagedRows {
    /** 32 MB of bits. */
    private static final long MOST_BITS = 1L << 28;
    /** More bits than these for a key cost more than they save. */
    private static final long BITS_A_KEY = 64;

    private final Statements statements;
    private final SeenKeys seenKeys;
    private final String schema;
    private final List<WrittenFile> files;
    private final TableScan scan;
    private final List<Column> columns;

    /** @param schema the session's own schema, for tables that hold what was found */
    StagedRows(
            Statements statements,
            SeenKeys seenKeys,
            String schema,
            List<StoredColumn> stored,
            List<WrittenFile> files) {
        this.statements = statements;
        this.seenKeys = seenKeys;
        this.schema = schema;
        this.files = files;
        this.columns = stored.stream().map(StoredColumn::column).toList();
        this.scan = new TableScan(
                stored,
                files.stream()
                        .map(file -> new TableScan.DataFile(file.path(), file.rows(), file.bytes()))
                        .toList(),
                Map.of(),
                List.of(),
                TableScan.Matching.BY_NAME);
        statements.execute("CREATE OR REPLACE TABLE " + removed() + " (levada_place BIGINT)");
    }

    /** Takes out all but one row of each key. @return how many */
    long removeDuplicates(Dedup dedup) {
        String keys = schema + ".duplicate_keys";
        String list = Sql.names(dedup.by());
        collectRepeated(keys, dedup.by());
        if (statements.number("SELECT count(*) FROM " + keys) == 0) {
            return 0;
        }
        statements.execute("INSERT INTO " + removed()
                + " SELECT levada_place FROM (SELECT levada_place, row_number() OVER (PARTITION"
                + " BY " + list + " ORDER BY " + order(dedup) + ") AS rank FROM (" + rows() + ") SEMI JOIN " + keys
                + " USING (" + list + ")) WHERE rank > 1");
        return statements.number("SELECT count(*) FROM " + removed());
    }

    /** Makes a table of the keys that occur more than once. */
    private void collectRepeated(String table, List<String> key) {
        Optional<KeyRange> range = key.size() == 1
                ? range(key.get(0)).filter(found -> found.fitsInto(Math.min(MOST_BITS, BITS_A_KEY * found.keys())))
                : Optional.empty();
        if (range.isEmpty()) {
            String list = Sql.names(key);
            String present =
                    key.stream().map(name -> Sql.name(name) + " IS NOT NULL").collect(Collectors.joining(" AND "));
            collect(table, list, present + " GROUP BY " + list + " HAVING count(*) > 1");
            return;
        }
        try (SeenKeys.Bits seen = seenKeys.open(range.get())) {
            String name = Sql.name(key.get(0));
            collect(table, "DISTINCT " + name, SeenKeys.FUNCTION + "(" + seen.id() + ", " + name + ")");
        }
    }

    private Optional<KeyRange> range(String key) {
        return scan.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(key))
                .findFirst()
                .flatMap(column -> KeyRange.of(column, files));
    }

    private void collect(String table, String selected, String condition) {
        statements.execute("CREATE OR REPLACE TABLE " + table + " AS SELECT " + selected + " FROM (" + rows()
                + ") WHERE " + condition);
    }

    private String order(Dedup dedup) {
        String direction = dedup.keep() == Dedup.Keep.LAST ? " DESC NULLS LAST" : " ASC NULLS LAST";
        List<String> order = new ArrayList<>();
        dedup.order().ifPresent(column -> order.add(Sql.name(column) + direction));
        columns.forEach(column -> order.add("CAST(" + Sql.name(column.name()) + " AS VARCHAR)" + direction));
        return String.join(", ", order);
    }

    /**
     * Turns away all rows that share a value that must be unique.
     *
     * @param rivals rows that the new ones stand beside, as a query of the table's columns
     * @param origin the source of a row, as an expression over it
     * @return how many rows were turned away
     */
    long removeRivals(List<Rule> rules, Optional<String> rivals, QuarantinedRows quarantined, String origin) {
        List<Rule> unique = uniqueRules(rules).stream()
                .filter(rule -> rule.onFail() != OnFail.WARN)
                .toList();
        if (unique.isEmpty()) {
            return 0;
        }
        Map<String, String> conditions = new LinkedHashMap<>();
        for (Rule rule : unique) {
            String shared = sharedValues(rule, rivals, conditions.size());
            if (statements.number("SELECT count(*) FROM " + shared) > 0) {
                String column = Sql.name(((Test.Unique) rule.test()).column());
                conditions.put(rule.code(), "coalesce(" + column + " IN (SELECT value FROM " + shared + "), false)");
            }
        }
        return conditions.isEmpty() ? 0 : turnAway(conditions, quarantined, origin);
    }

    private long turnAway(Map<String, String> conditions, QuarantinedRows quarantined, String origin) {
        String broken = schema + ".rivals";
        String any = String.join(" OR ", conditions.values());
        String pairs = columns.stream()
                .map(column -> Sql.text(column.name()) + ", " + Sql.name(column.name()))
                .collect(Collectors.joining(", "));
        statements.execute("CREATE OR REPLACE TABLE " + broken + " AS SELECT levada_place, "
                + QuarantinedRows.reasonsOf(conditions) + " AS reasons, " + origin + " AS source, CAST(json_object("
                + pairs + ") AS VARCHAR) AS record FROM (" + remaining() + ") WHERE " + any);
        quarantined.insert("SELECT reasons, source, NULL, record FROM " + broken);
        statements.execute("INSERT INTO " + removed() + " SELECT levada_place FROM " + broken);
        return statements.number("SELECT count(*) FROM " + broken);
    }

    /** A table of the values that more than one row has. */
    private String sharedValues(Rule rule, Optional<String> rivals, int number) {
        String column = Sql.name(((Test.Unique) rule.test()).column());
        String table = schema + ".shared_" + number;
        String taken = rivals.map(query -> " UNION SELECT DISTINCT " + column + " FROM (" + remaining()
                        + ") SEMI JOIN (" + query + ") rivals USING (" + column + ")")
                .orElse("");
        statements.execute(
                "CREATE OR REPLACE TABLE " + table + " AS SELECT " + column + " AS value FROM (" + remaining()
                        + ") WHERE " + column + " IS NOT NULL GROUP BY " + column + " HAVING count(*) > 1" + taken);
        return table;
    }

    /** How many of the remaining rows break each rule that only warns. */
    Map<String, Long> warnings(List<Rule> rules, Optional<String> rivals) {
        Map<String, Long> warnings = new TreeMap<>();
        RuleSql sql = new RuleSql(columns);
        for (Rule rule : rules) {
            if (rule.onFail() == OnFail.WARN) {
                String broken = RuleSql.isOfRow(rule)
                        ? "NOT (" + sql.holds(rule.test()) + ")"
                        : Sql.name(((Test.Unique) rule.test()).column()) + " IN (SELECT value FROM "
                                + sharedValues(rule, rivals, rules.indexOf(rule)) + ")";
                long rows = statements.number("SELECT count(*) FROM (" + remaining() + ") WHERE " + broken);
                if (rows > 0) {
                    warnings.put(rule.code(), rows);
                }
            }
        }
        return warnings;
    }

    /** The rows that were taken out, by file. */
    Map<String, Positions> removedRows() {
        return byFile(new ScanSql(scan), statements.numbers("SELECT levada_place FROM " + removed()));
    }

    /** Packed places, by the path of their file. */
    static Map<String, Positions> byFile(ScanSql scan, List<Long> places) {
        Map<String, List<Long>> rows = new HashMap<>();
        for (long place : places) {
            rows.computeIfAbsent(scan.path(place), path -> new ArrayList<>()).add(ScanSql.row(place));
        }
        Map<String, Positions> positions = new HashMap<>();
        rows.forEach((path, numbers) -> positions.put(
                path, Positions.of(numbers.stream().mapToLong(Long::longValue).toArray())));
        return positions;
    }

    private static List<Rule> uniqueRules(List<Rule> rules) {
        return rules.stream().filter(rule -> !RuleSql.isOfRow(rule)).toList();
    }

    private String rows() {
        return new ScanSql(scan).placed(removed());
    }

    /** Takes rows out. @param places a query of the places of remaining rows, each once @return how many */
    long remove(String places) {
        long before = statements.number("SELECT count(*) FROM " + removed());
        statements.execute("INSERT INTO " + removed() + " " + places);
        return statements.number("SELECT count(*) FROM " + removed()) - before;
    }

    /** The rows that were not taken out, as a query with {@code levada_place}. */
    String remaining() {
        return "SELECT * FROM (" + rows() + ") ANTI JOIN " + removed() + " USING (levada_place)";
    }

    private String removed() {
        return schema + ".removed";
    }
}
