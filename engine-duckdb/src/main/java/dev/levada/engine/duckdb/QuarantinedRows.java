package dev.levada.engine.duckdb;

import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.store.Quarantine;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rows that a production turns away, gathered in a table of the session until they are staged. */
final class QuarantinedRows {
    static final String TABLE = "rejects";
    /** {@code reasons} are texts joined by {@link Rejects#SEPARATOR}. */
    private static final String COLUMNS = "reasons VARCHAR, source VARCHAR, position BIGINT, record VARCHAR";

    private final Statements statements;
    private final String table;

    QuarantinedRows(Statements statements, String schema) {
        this.statements = statements;
        this.table = schema + "." + TABLE;
        statements.execute("CREATE OR REPLACE TABLE " + table + " (" + COLUMNS + ")");
    }

    String table() {
        return table;
    }

    /** Adds rows that a query gives in the columns' order. */
    void insert(String query) {
        statements.execute("INSERT INTO " + table + " " + query);
    }

    long count() {
        return statements.number("SELECT count(*) FROM " + table);
    }

    /** How many rows broke each rule. */
    Map<String, Long> reasons() {
        return statements.counts("SELECT unnest(string_split(reasons, " + separator() + ")) AS reason, count(*) FROM "
                + table + " GROUP BY reason");
    }

    /** Those of the reasons that fail the run. */
    static Map<String, Long> errors(Map<String, Long> reasons, List<Rule> rules) {
        Map<String, Long> errors = new TreeMap<>();
        rules.stream()
                .filter(rule -> rule.onFail() == OnFail.ERROR && reasons.containsKey(rule.code()))
                .forEach(rule -> errors.put(rule.code(), reasons.get(rule.code())));
        return errors;
    }

    /** The record of the first row that has each of some reasons. */
    Map<String, String> examples(Collection<String> reasons) {
        Map<String, String> examples = new TreeMap<>();
        for (String code : reasons) {
            statements
                    .texts("SELECT record FROM " + table + " WHERE list_contains(string_split(reasons, " + separator()
                            + "), " + Sql.text(code) + ") ORDER BY source, position, record LIMIT 1")
                    .forEach(record -> examples.put(code, record));
        }
        return examples;
    }

    /** Writes the rows as a quarantine table keeps them. */
    Staged stage(Staging staging, String loadedAt) {
        if (count() == 0) {
            return new Staged(staging, List.of(), Map.of());
        }
        CopyFiles copy = new CopyFiles(
                staging,
                Quarantine.COLUMNS.stream().map(column -> column.name()).toList());
        String rows = "(SELECT " + Sql.text(staging.runId()) + " AS run_id, " + loadedAt + " AS quarantined_at,"
                + " string_split(reasons, " + separator() + ") AS reasons, source, position, record FROM " + table
                + (isInOrder() ? "" : " ORDER BY source, position") + ")";
        return new Staged(staging, statements.read(copy.statement(rows), copy::files), Map.of());
    }

    /** As rows of one reading are; and without numbers there is no order to keep. */
    private boolean isInOrder() {
        return statements.number("SELECT count(position) FROM " + table) == 0
                || statements.number("SELECT count(*) FROM (SELECT (source, position) < lag((source, position)) OVER ()"
                                + " AS is_back FROM " + table + ") WHERE is_back")
                        == 0;
    }

    /** An expression that joins the reasons whose conditions are true. */
    static String reasonsOf(Map<String, String> conditions) {
        if (conditions.isEmpty()) {
            return "''";
        }
        return conditions.entrySet().stream()
                .map(entry -> "CASE WHEN " + entry.getValue() + " THEN " + Sql.text(entry.getKey()) + " END")
                .collect(Collectors.joining(", ", "concat_ws(" + separator() + ", ", ")"));
    }

    private static String separator() {
        return "chr(" + (int) Rejects.SEPARATOR.charAt(0) + ")";
    }
}
