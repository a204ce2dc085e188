package dev.levada.engine.duckdb;

import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return rows.typed() + " WHERE " + condition(sink);
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
        return "CASE" + filtered + " WHEN " + RawRows.MALFORMED + " IS NULL AND NOT " + rows.anyCastFails() + " AND "
                + sql.allHold(rules) + " THEN true ELSE "
                + reject(sink, reasons(), RawRows.SOURCE, RawRows.POSITION, rows.record()) + " END";
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
