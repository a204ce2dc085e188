package dev.levada.connector.postgresql;

import dev.levada.api.Column;
import dev.levada.api.Hashing;
import dev.levada.api.table.Columns;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is extracted.
 *
 * @param from what its rows are selected from, as it stands in SQL: a table, or a statement in parentheses
 * @param select the statement whose columns are read
 * @param fingerprint of the columns that it had when it was planned
 * @param hash what {@link dev.levada.api.Hashing#COLUMN} is of each row; empty if rows are not hashed
 */
record Query(String from, String select, String fingerprint, String hash) {

    Query(String from, String select, List<Column> columns) {
        this(from, select, Columns.fingerprint(columns), "");
    }

    /** What to select for a column of it. */
    String expression(Field field) {
        return field.column().name().equals(Hashing.COLUMN) && !hash.isEmpty() ? hash : field.expression();
    }

    /** A statement as what another selects from; the line end closes a remark. */
    static String within(String statement) {
        return "(" + statement + "\n) as levada";
    }

    /** Conditions that all hold; empty text if there are none. */
    static String all(List<String> conditions) {
        return conditions.stream().filter(condition -> !condition.isEmpty()).collect(Collectors.joining(" and "));
    }
}
