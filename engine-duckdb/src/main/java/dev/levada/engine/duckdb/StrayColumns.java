package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.OnDrift;
import dev.levada.contract.Rule;
import dev.levada.engine.Production;
import dev.levada.engine.Strays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a production's input has no place in its columns. */
record StrayColumns(Production production, List<Rule> rules) {

    /** The columns that are written, and the strays behind them. */
    List<Column> behindWritten(Strays strays) {
        return Stream.concat(production.columns().stream(), strays.columns().stream())
                .toList();
    }

    /** Those that rows were quarantined for and that the table still does not have. @param tried the quarantined rows */
    Strays still(String tried, Strays strays, Statements statements) {
        List<Column> columns = statements
                .texts("SELECT DISTINCT reason FROM (SELECT unnest(reasons) AS reason FROM " + tried
                        + ") WHERE suffix(reason, " + Sql.text(Strays.NEW) + ") ORDER BY reason")
                .stream()
                .filter(reason -> rules.stream().noneMatch(rule -> rule.code().equals(reason)))
                .map(reason -> reason.substring(0, reason.length() - Strays.NEW.length()))
                .filter(name -> CsvGroup.find(production.columns(), name).isEmpty())
                .map(name -> new Column(name, Type.Primitive.VARCHAR))
                .toList();
        return new Strays(columns, strays.onColumns(), strays.onTypes());
    }

    /** Those of the reasons that fail the run because types are frozen. */
    Map<String, Long> frozen(Map<String, Long> reasons) {
        if (!(production.input() instanceof Production.FromSource from)
                || from.strays().onTypes() != OnDrift.FREEZE) {
            return Map.of();
        }
        return production.columns().stream()
                .map(column -> column.name() + Strays.TYPE)
                .filter(reasons::containsKey)
                .collect(Collectors.toMap(reason -> reason, reasons::get));
    }
}
