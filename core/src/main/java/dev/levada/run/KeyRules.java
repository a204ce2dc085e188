package dev.levada.run;

import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.contract.Versions;
import dev.levada.contract.Write;
import dev.levada.problem.Position;
import dev.levada.project.Asset;
import java.util.ArrayList;
import java.util.List;

/** The rules that every row with a key keeps although no contract says so: without its key it could not be told apart. */
final class KeyRules {
    private KeyRules() {}

    /** A rule for each column of the key, and for the one that says when a row changed, unless the contract has a word on nulls there. */
    static List<Rule> of(Asset asset) {
        Write write = asset.write();
        List<Rule> rules = new ArrayList<>();
        Position place = new Position(asset.file(), 1, 1);
        write.key().stream()
                .filter(column -> !isRequired(asset, column))
                .forEach(column -> rules.add(rule(column, "key", place)));
        write.versions()
                .flatMap(Versions::updatedAt)
                .filter(column -> !isRequired(asset, column))
                .ifPresent(column -> rules.add(rule(column, "updated_at", place)));
        return rules;
    }

    private static Rule rule(String column, String kind, Position place) {
        return new Rule(column + "." + kind, new Test.Required(column), OnFail.ERROR, place);
    }

    /** A rule that only warns would let the row through. */
    private static boolean isRequired(Asset asset, String column) {
        return asset.contract().rules().stream()
                .anyMatch(rule -> rule.onFail() != OnFail.WARN
                        && rule.test() instanceof Test.Required required
                        && required.column().equalsIgnoreCase(column));
    }
}
