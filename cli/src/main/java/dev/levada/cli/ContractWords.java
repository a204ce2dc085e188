package dev.levada.cli;

import dev.levada.cli.terminal.Figures;
import dev.levada.contract.Check;
import dev.levada.contract.Contract;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Severity;
import dev.levada.contract.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A contract in a few words, close to how a project spells it. */
final class ContractWords {
    private static final int VALUES_SHOWN = 5;

    private ContractWords() {}

    /** A column's rules. */
    static String rules(List<Rule> rules) {
        return rules.stream().map(ContractWords::rule).collect(Collectors.joining(", "));
    }

    /** What holds for whole rows and for the table, a line each. */
    static List<String> ofTable(Contract contract) {
        List<String> lines = new ArrayList<>();
        contract.rows().forEach(rule -> lines.add("rule " + rule.code() + ": " + rule(rule)));
        contract.checks().forEach(check -> lines.add("check " + check(check)));
        contract.tolerate().ifPresent(share -> lines.add("tolerates " + share(share) + " of quarantined rows"));
        return lines;
    }

    private static String rule(Rule rule) {
        String words = test(rule.test());
        return rule.onFail() == OnFail.QUARANTINE
                ? words
                : words + " (" + rule.onFail().name().toLowerCase(Locale.ROOT) + ")";
    }

    private static String check(Check check) {
        String demand = demand(check.demand());
        return check.name()
                + (demand.isEmpty() ? "" : ": " + demand)
                + (check.severity() == Severity.WARN ? " (warn)" : "");
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.4f", share * 100).replaceAll("\\.?0+$", "") + " %";
    }

    private static String test(Test test) {
        if (test instanceof Test.Required) {
            return "required";
        } else if (test instanceof Test.Unique) {
            return "unique";
        } else if (test instanceof Test.Min min) {
            return "min " + min.value();
        } else if (test instanceof Test.Max max) {
            return "max " + max.value();
        } else if (test instanceof Test.Between between) {
            return "between " + between.low() + " and " + between.high();
        } else if (test instanceof Test.In in) {
            return "in " + some(in.values());
        } else if (test instanceof Test.Pattern pattern) {
            return "pattern " + pattern.regex();
        } else if (test instanceof Test.Length length) {
            return "length " + bounds(length.min(), length.max());
        } else if (test instanceof Test.References references) {
            return "references " + references.asset() + "." + references.target();
        }
        return ((Test.Expression) test).sql();
    }

    private static String demand(Check.Demand demand) {
        if (demand instanceof Check.RowCount count) {
            return "row count " + bounds(count.min(), count.max());
        } else if (demand instanceof Check.Unique unique) {
            return "unique " + String.join(", ", unique.columns());
        } else if (demand instanceof Check.References references) {
            return references.column() + " references " + references.asset() + "." + references.target();
        } else if (demand instanceof Check.Freshness freshness) {
            return freshness.column() + " within "
                    + Figures.duration(freshness.within().toMillis() / 1000.0);
        }
        return "";
    }

    private static String some(List<String> values) {
        String shown = values.stream().limit(VALUES_SHOWN).collect(Collectors.joining(", "));
        return values.size() <= VALUES_SHOWN ? "(" + shown + ")" : "(" + shown + ", … " + values.size() + " values)";
    }

    private static String bounds(OptionalLong min, OptionalLong max) {
        if (min.isPresent() && max.isPresent()) {
            return Figures.count(min.getAsLong()) + " to " + Figures.count(max.getAsLong());
        }
        return min.isPresent()
                ? "at least " + Figures.count(min.getAsLong())
                : "at most " + Figures.count(max.orElse(Long.MAX_VALUE));
    }
}
