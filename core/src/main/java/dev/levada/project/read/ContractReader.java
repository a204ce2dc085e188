package dev.levada.project.read;

import dev.levada.contract.ColumnContract;
import dev.levada.contract.Contract;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.project.read.Value.Group;
import dev.levada.project.read.Value.Single;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what must hold for an asset. */
final class ContractReader {
    private static final Pattern RULE_NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final AssetSql sql;
    private final Problems problems;

    ContractReader(AssetSql sql, Problems problems) {
        this.sql = sql;
        this.problems = problems;
    }

    Contract read(Group asset) {
        OnFail onFail = asset.text("on_fail").map(Words::onFail).orElse(OnFail.QUARANTINE);
        List<ColumnContract> columns =
                asset.group("columns").map(group -> columns(group, onFail)).orElse(List.of());
        OptionalDouble tolerate =
                asset.plain("tolerate", Double.class).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
        return new Contract(columns, rows(asset, onFail), new CheckReader(sql, problems).read(asset), tolerate);
    }

    private List<ColumnContract> columns(Group group, OnFail onFail) {
        ColumnReader reader = new ColumnReader(sql, problems);
        Map<String, String> names = new HashMap<>();
        List<ColumnContract> columns = new ArrayList<>();
        group.values().forEach((name, value) -> {
            String first = names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (first != null) {
                problems.add(
                        group.keyPosition(name),
                        "duplicate-column",
                        "The columns '" + first + "' and '" + name
                                + "' are the same: capitals do not tell columns apart.");
            } else if (name.isBlank()) {
                problems.add(group.keyPosition(name), "bad-name", "A column needs a name.");
            } else {
                columns.add(reader.read(name, value, group.keyPosition(name), onFail));
            }
        });
        return columns;
    }

    private List<Rule> rows(Group asset, OnFail fallback) {
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int number = 0;
        for (Value item : asset.many("rules").items()) {
            number++;
            Group group = (Group) item;
            String name = name(group, "rule_" + number, names);
            OnFail onFail = group.text("on_fail").map(Words::onFail).orElse(fallback);
            Optional<String> condition = group.single("sql").flatMap(sql::condition);
            condition.ifPresent(
                    text -> rules.add(Rule.ofRow(name, new Test.Expression(text), onFail, group.position())));
        }
        return rules;
    }

    private String name(Group rule, String fallback, Set<String> taken) {
        Optional<Single> given = rule.single("name");
        String name = given.map(Single::text).orElse(fallback);
        given.filter(single -> !RULE_NAME.matcher(single.text()).matches())
                .ifPresent(single -> problems.add(
                        single.position(),
                        "bad-name",
                        "'" + name + "' cannot name a rule: use letters, digits, '_' and '-'."));
        if (!taken.add(name)) {
            problems.add(
                    given.map(Single::position).orElse(rule.position()),
                    "duplicate-rule",
                    "There is another rule named '" + name + "'.");
        }
        return name;
    }
}
