package dev.levada.contract;

import dev.levada.api.Type;
import dev.levada.problem.Position;
import java.util.List;
import java.util.Optional;

/**
 * What is agreed about one column.
 *
 * @param type the column's type; empty when the source or the query decides
 * @param position where the project names the column
 */
public record ColumnContract(
        String name, Optional<Type> type, String description, List<Rule> rules, Position position) {
    public ColumnContract {
        rules = List.copyOf(rules);
    }
}
