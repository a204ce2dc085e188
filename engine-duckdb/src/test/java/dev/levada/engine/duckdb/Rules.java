package dev.levada.engine.duckdb;

import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.problem.Position;
import java.nio.file.Path;

/** Rules, written shortly. */
final class Rules {
    private static final Position HERE = new Position(Path.of("assets/raw/things.yml"), 1, 1);

    private Rules() {}

    static Rule required(String column) {
        return of(column, new Test.Required(column));
    }

    static Rule min(String column, String value) {
        return of(column, new Test.Min(column, value));
    }

    static Rule unique(String column) {
        return of(column, new Test.Unique(column));
    }

    static Rule of(String column, Test.OfColumn test) {
        return Rule.ofColumn(column, test, OnFail.QUARANTINE, HERE);
    }

    static Rule row(String name, String sql) {
        return Rule.ofRow(name, new Test.Expression(sql), OnFail.QUARANTINE, HERE);
    }

    static Rule milder(Rule rule, OnFail onFail) {
        return new Rule(rule.code(), rule.test(), onFail, rule.position());
    }
}
