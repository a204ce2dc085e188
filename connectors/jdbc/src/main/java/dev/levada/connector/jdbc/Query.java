package dev.levada.connector.jdbc;

import dev.levada.api.Column;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What is read: columns of a table, or those of a statement.
 *
 * @param table empty for a statement
 * @param base the statement whose columns are known, run when none of them needs more than its name
 * @param filter what follows the table's name in a statement: a condition that its rows meet, or nothing
 * @param fields the columns that it had when it was planned
 */
record Query(Optional<Relation> table, String base, String filter, List<Field> fields) {
    Query {
        fields = List.copyOf(fields);
    }

    List<Column> columns() {
        return fields.stream().map(Field::column).toList();
    }

    List<Column> delivered() {
        return fields.stream().map(Field::deliveredColumn).toList();
    }

    /** What to read all of it with. @param quoted how names are written in SQL */
    String all(UnaryOperator<String> quoted) {
        boolean plain = fields.stream().allMatch(field -> field.expression().equals(quoted.apply(field.name())));
        return plain ? base : "select " + list(quoted) + from();
    }

    /** What stands between {@code select} and {@code from}. */
    String list(UnaryOperator<String> quoted) {
        return fields.stream().map(field -> item(field, quoted)).collect(Collectors.joining(", "));
    }

    private static String item(Field field, UnaryOperator<String> quoted) {
        String name = quoted.apply(field.name());
        return field.expression().equals(name) ? name : field.expression() + " as " + name;
    }

    /** The table or the statement as something to select from; the line end closes a remark. */
    String from() {
        return from("");
    }

    /** @param suffix what stands behind the table's name */
    String from(String suffix) {
        String all = table.map(relation -> " from " + relation.sql() + suffix).orElse(" from (" + base + "\n) q");
        return filter.isEmpty() ? all : " from (select *" + all + filter + ") q";
    }
}
