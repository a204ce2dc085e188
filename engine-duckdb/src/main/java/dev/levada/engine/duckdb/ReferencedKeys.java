package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.project.AssetName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that {@code references} rules accept, as strings of bits. Where keys are whole numbers that lie close together,
 * to look a bit up costs a small part of what a join costs. Other rules are left as they are.
 */
final class ReferencedKeys {
    /** Half a megabyte, for DuckDB copies a constant for every vector of rows. */
    static final long MOST_BITS = 1L << 22;

    private final Statements statements;
    private final List<Column> columns;

    /** @param columns those of the rows that refer to the keys */
    ReferencedKeys(Statements statements, List<Column> columns) {
        this.statements = statements;
        this.columns = columns;
    }

    /** Rules that ask the same, about bits where that can be. */
    List<Rule> lookedUp(List<Rule> rules) {
        List<Rule> lookedUp = new ArrayList<>();
        for (Rule rule : rules) {
            lookedUp.add(
                    rule.test() instanceof Test.References references
                            ? condition(references, "levada_keys_" + lookedUp.size())
                                    .map(sql -> new Rule(
                                            rule.code(), new Test.Expression(sql), rule.onFail(), rule.position()))
                                    .orElse(rule)
                            : rule);
        }
        return List.copyOf(lookedUp);
    }

    private Optional<String> condition(Test.References references, String variable) {
        boolean whole = CsvGroup.find(columns, references.column())
                .filter(column -> KeyRange.isWhole(column.type()))
                .isPresent();
        if (!whole) {
            return Optional.empty();
        }
        String keys = Sql.name(AssetName.parse(references.asset()));
        return KeyRange.of(statements, references.target(), keys)
                .filter(range -> range.fitsInto(MOST_BITS))
                .map(range -> {
                    statements.execute("SET VARIABLE " + variable + " = (SELECT bitstring_agg("
                            + Sql.name(references.target()) + ", " + range.low() + ", " + range.high() + ") FROM "
                            + keys + ")");
                    return isSet(Sql.name(references.column()), range, variable);
                });
    }

    private static String isSet(String column, KeyRange range, String variable) {
        return "CASE WHEN " + column + " BETWEEN " + range.low() + " AND " + range.high() + " THEN get_bit(getvariable("
                + Sql.text(variable) + "), CAST(" + column + " - (" + range.low() + ") AS INTEGER)) = 1 ELSE " + column
                + " IS NULL END";
    }
}
