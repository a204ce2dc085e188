package dev.levada.engine.duckdb;

import dev.levada.contract.OnDrift;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.engine.Strays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parting of rows into kept, quarantined and filtered, as the condition of one query.
 *
 * <p>Every question about a row is answered once, in a column of its own; what is done with the row follows from the
 * answers. DuckDB would move a condition on such columns in front of their making, and so cast and ask again for each time
 * that a condition names one, but for {@link #ONCE}.
 */
final class Split {
    /** A column that DuckDB takes to change from call to call, so that it moves no condition that names it. */
    private static final String ONCE = "levada_once";

    private static final String FILTERED = "levada_filtered";

    private final RawRows rows;
    private final List<Rule> rules;
    private final RuleSql sql;
    private final Optional<String> filter;
    private final Strays strays;
    /** How many of the rows' columns are written; the strays stand behind them. */
    private final int written;
    /** What a row is asked, by the reason that is given where the answer is no. */
    private final Map<String, String> questions = new LinkedHashMap<>();
    /** Where a row that is kept loses the value of a column. */
    private final Map<String, String> losses = new LinkedHashMap<>();

    /**
     * @param rows with the strays' columns behind those that are written
     * @param rules all of the contract's rules; those that only warn, and {@code unique}, do not part rows here
     */
    Split(RawRows rows, List<Rule> rules, Optional<String> filter, Strays strays) {
        this.rows = rows;
        this.strays = strays;
        this.written = rows.columns().size() - strays.columns().size();
        this.rules = parting(rules);
        this.sql = new RuleSql(
                rows.columns().stream().map(RawRows.RawColumn::column).toList());
        this.filter = filter;
        for (int i = 0; i < written; i++) {
            if (rows.columns().get(i).mayFail()) {
                if (strays.discardsValues()) {
                    losses.put(name(i), rows.castFails(i));
                } else {
                    questions.put(name(i) + Strays.TYPE, "NOT " + rows.castFails(i));
                }
            }
        }
        for (int i = written; i < rows.columns().size(); i++) {
            if (strays.onColumns() == OnDrift.DISCARD_COLUMN) {
                losses.put(name(i), RawRows.rawName(i) + " IS NOT NULL");
            } else {
                questions.put(name(i) + Strays.NEW, RawRows.rawName(i) + " IS NULL");
            }
        }
        this.rules.forEach(rule -> questions.put(rule.code(), holdsAsReceived(rule)));
    }

    private String name(int column) {
        return rows.columns().get(column).column().name();
    }

    /** The rules that turn rows away one by one. */
    static List<Rule> parting(List<Rule> rules) {
        return rules.stream()
                .filter(rule -> RuleSql.isOfRow(rule) && rule.onFail() != OnFail.WARN)
                .toList();
    }

    /** The typed rows, of which only the kept ones pass; the others go to the sink. */
    String kept(Rejects.Sink sink) {
        if (isTrivial()) {
            return rows.typed();
        }
        String filtered = filter.isPresent() ? " WHEN " + FILTERED + " THEN " + reject(sink, "NULL") : "";
        return answered() + " WHERE "
                + once(filtered + " WHEN " + holds() + " THEN " + pass(sink) + " ELSE "
                        + reject(sink, PackedRejects.row(reasons(), RawRows.SOURCE, RawRows.POSITION, rows.record())));
    }

    /** True, once what the row loses is counted. */
    private String pass(Rejects.Sink sink) {
        if (losses.isEmpty()) {
            return "true";
        }
        List<String> conditions = List.copyOf(losses.values());
        return "CASE WHEN " + String.join(" OR ", conditions) + " THEN " + Rejects.DISCARD + "(" + sink.id() + ", "
                + Rejects.lost(conditions) + ") ELSE true END";
    }

    /** How many values each column lost of the rows that went through. */
    Map<String, Long> discarded(Rejects.Sink sink) {
        Map<String, Long> discarded = new LinkedHashMap<>();
        strays.columns().stream()
                .filter(column -> losses.containsKey(column.name()))
                .forEach(column -> discarded.put(column.name(), 0L));
        int number = 0;
        for (String column : losses.keySet()) {
            long values = sink.discarded(number++);
            if (values > 0) {
                discarded.put(column, values);
            }
        }
        return discarded;
    }

    /** The rows that are neither kept nor filtered, as a query of the columns of {@link QuarantinedRows}. */
    String broken() {
        String filtered = filter.isPresent() ? " WHEN " + FILTERED + " THEN false" : "";
        return "SELECT " + String.join(", ", reasons(), RawRows.SOURCE, RawRows.POSITION, rows.record()) + " FROM "
                + answered() + " WHERE " + once(filtered + " ELSE NOT (" + holds() + ")");
    }

    /** Whether every row passes whatever it holds. */
    boolean isTrivial() {
        return questions.isEmpty() && losses.isEmpty() && filter.isEmpty() && !rows.mayBeMalformed();
    }

    /** The typed rows with the answers to all questions. */
    private String answered() {
        String typed = filter.map(condition -> "(SELECT *, " + RawRows.MALFORMED + " IS NULL AND NOT coalesce(("
                        + condition + "\n), " + anyCastFails() + ") AS " + FILTERED + " FROM " + rows.typed()
                        + ")")
                .orElseGet(rows::typed);
        StringBuilder answers = new StringBuilder();
        int number = 0;
        for (String question : questions.values()) {
            answers.append(", ").append(ofUnfiltered(question)).append(" AS ").append(answer(number++));
        }
        return "(SELECT *" + answers + ", random() AS " + ONCE + " FROM " + typed + ")";
    }

    /** True for rows with a value that does not fit and is not missing for that. */
    private String anyCastFails() {
        return strays.discardsValues() ? "false" : rows.anyCastFails(written);
    }

    /** A row that is filtered is not asked, for it may hold what an expression cannot be asked about. */
    private String ofUnfiltered(String question) {
        return filter.isPresent()
                ? "CASE WHEN " + FILTERED + " THEN true ELSE (" + question + ") END"
                : "(" + question + ")";
    }

    private static String answer(int number) {
        return "levada_answer_" + number;
    }

    private static String once(String branches) {
        return "CASE WHEN " + ONCE + " < 0 THEN false" + branches + " END";
    }

    /** True for rows that can be taken apart, fit their types and keep all rules. */
    private String holds() {
        StringBuilder holds = new StringBuilder(RawRows.MALFORMED + " IS NULL");
        for (int i = 0; i < questions.size(); i++) {
            holds.append(" AND ").append(answer(i));
        }
        return holds.toString();
    }

    private static String reject(Rejects.Sink sink, String row) {
        return Rejects.FUNCTION + "(" + sink.id() + ", " + row + ")";
    }

    private String reasons() {
        Map<String, String> conditions = new LinkedHashMap<>();
        questions.keySet().forEach(reason -> conditions.put(reason, "NOT " + answer(conditions.size())));
        String broken = QuarantinedRows.reasonsOf(conditions);
        return rows.mayBeMalformed() ? "coalesce(" + RawRows.MALFORMED + ", " + broken + ")" : broken;
    }

    /** A value that does not fit its type is not missing, unless it is discarded, so that it breaks one rule and not two. */
    private String holdsAsReceived(Rule rule) {
        if (rule.test() instanceof Test.Required required && !strays.discardsValues()) {
            for (int i = 0; i < written; i++) {
                if (name(i).equalsIgnoreCase(required.column())) {
                    return RawRows.rawName(i) + " IS NOT NULL";
                }
            }
        }
        return sql.holds(rule.test());
    }
}
