package dev.levada.engine.duckdb;

import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parting of rows into kept, quarantined and filtered, as the condition of one query. */
final class Split {
    private final RawRows rows;
    private final List<Rule> rules;
    private final RuleSql sql;
    private final Optional<String> filter;

    /** @param rules all of the contract's rules; those that only warn, and {@code unique}, do not part rows here */
    Split(RawRows rows, List<Rule> rules, Optional<String> filter) {
        this.rows = rows;
        this.rules = parting(rules);
        this.sql = new RuleSql(
                rows.columns().stream().map(RawRows.RawColumn::column).toList());
        this.filter = filter;
    }

    /** The rules that turn rows away one by one. */
    static List<Rule> parting(List<Rule> rules) {
        return rules.stream()
                .filter(rule -> RuleSql.isOfRow(rule) && rule.onFail() != OnFail.WARN)
                .toList();
    }

    /** The typed rows, of which only the kept ones pass; the others go to the sink. */
    String kept(Rejects.Sink sink) {
        return marked(rows.typed()) + " WHERE " + condition(sink);
    }

    /** The rows that are not kept, as a query of the columns of {@link QuarantinedRows}; for want of a filter only. */
    String broken() {
        if (filter.isPresent()) {
            throw new IllegalStateException("filtered rows are not broken");
        }
        return "SELECT " + String.join(", ", reasons(), RawRows.SOURCE, RawRows.POSITION, rows.record()) + " FROM "
                + marked(rows.typed()) + " WHERE NOT (" + holds() + ")";
    }

    /** Typed rows with the answer to each reference, which is a join and so is best done once. */
    private String marked(String typed) {
        String marks = rules.stream()
                .filter(rule -> rule.test() instanceof Test.References)
                .map(rule -> ", (" + sql.holds(rule.test()) + ") AS " + mark(rule))
                .collect(Collectors.joining());
        return marks.isEmpty() ? typed : "(SELECT *" + marks + " FROM " + typed + ")";
    }

    private String mark(Rule rule) {
        return "levada_mark_" + rules.indexOf(rule);
    }

    /** Whether every row passes whatever it holds. */
    boolean isTrivial() {
        return rules.isEmpty()
                && filter.isEmpty()
                && !rows.mayBeMalformed()
                && rows.columns().stream().noneMatch(RawRows.RawColumn::mayFail);
    }

    private String condition(Rejects.Sink sink) {
        if (isTrivial()) {
            return "true";
        }
        String filtered = filter.map(condition -> " WHEN " + RawRows.MALFORMED + " IS NULL AND NOT coalesce(("
                        + condition + "\n), " + rows.anyCastFails() + ") THEN "
                        + reject(sink, "NULL", "NULL", "NULL", "NULL"))
                .orElse("");
        return "CASE" + filtered + " WHEN " + holds() + " THEN true ELSE "
                + reject(sink, reasons(), RawRows.SOURCE, RawRows.POSITION, rows.record()) + " END";
    }

    /** True for rows that can be taken apart, fit their types and keep all rules. */
    private String holds() {
        String kept = rules.stream()
                .map(rule -> " AND (" + holdsAsReceived(rule) + ")")
                .collect(Collectors.joining());
        return RawRows.MALFORMED + " IS NULL AND NOT " + rows.anyCastFails() + kept;
    }

    private static String reject(Rejects.Sink sink, String reasons, String source, String position, String record) {
        return Rejects.FUNCTION + "(" + sink.id() + ", " + reasons + ", " + source + ", " + position + ", " + record
                + ")";
    }

    private String reasons() {
        Map<String, String> conditions = new LinkedHashMap<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            if (rows.columns().get(i).mayFail()) {
                conditions.put(rows.columns().get(i).column().name() + ".type", rows.castFails(i));
            }
        }
        rules.forEach(rule -> conditions.put(rule.code(), "NOT (" + holdsAsReceived(rule) + ")"));
        String broken = QuarantinedRows.reasonsOf(conditions);
        return rows.mayBeMalformed() ? "coalesce(" + RawRows.MALFORMED + ", " + broken + ")" : broken;
    }

    /** A value that does not fit its type is not missing, so that it breaks one rule and not two. */
    private String holdsAsReceived(Rule rule) {
        if (rule.test() instanceof Test.References) {
            return mark(rule);
        }
        if (rule.test() instanceof Test.Required required) {
            for (int i = 0; i < rows.columns().size(); i++) {
                if (rows.columns().get(i).column().name().equalsIgnoreCase(required.column())) {
                    return RawRows.rawName(i) + " IS NOT NULL";
                }
            }
        }
        return sql.holds(rule.test());
    }
}
