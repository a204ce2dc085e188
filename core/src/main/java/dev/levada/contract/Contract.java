package dev.levada.contract;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What must hold for an asset.
 *
 * @param columns what is agreed about columns, in the project's order
 * @param rows rules over several columns
 * @param checks what must hold for the table
 * @param tolerate the largest share of the read rows that a run may quarantine; empty for no bound
 */
public record Contract(List<ColumnContract> columns, List<Rule> rows, List<Check> checks, OptionalDouble tolerate) {
    public Contract {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        checks = List.copyOf(checks);
    }

    /** All rules, of columns and of rows, in the project's order. */
    public List<Rule> rules() {
        return Stream.concat(columns.stream().flatMap(column -> column.rules().stream()), rows.stream())
                .toList();
    }

    /** What is agreed about the column of that name, capitals ignored as SQL does. */
    public Optional<ColumnContract> column(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
