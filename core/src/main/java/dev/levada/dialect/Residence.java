package dev.levada.dialect;

import dev.levada.api.Column;
import java.util.List;

/**
 * Where a table lives in a database.
 *
 * @param schema as the database spells it
 * @param table as the database spells it
 * @param columns with the types that the asset has; the database must keep each in the column of the same name
 * @param condition which of its rows are there, as the database spells it over the table's columns; empty for all
 */
public record Residence(String schema, String table, List<Column> columns, String condition) {
    public Residence {
        columns = List.copyOf(columns);
    }

    /** With all of its rows. */
    public Residence(String schema, String table, List<Column> columns) {
        this(schema, table, columns, "");
    }

    /** As it stands behind FROM. */
    String from(Dialect dialect) {
        String name = dialect.quoted(schema) + "." + dialect.quoted(table);
        return condition.isEmpty() ? name : "(SELECT * FROM " + name + " WHERE " + condition + ")";
    }
}
