package dev.levada.dialect;

import dev.levada.api.Column;
import java.util.List;

/**
 * Where a table lives in a database.
 *
 * @param schema as the database spells it
 * @param table as the database spells it
 * @param columns with the types that the asset has; the database must keep each in the column of the same name
 */
public record Residence(String schema, String table, List<Column> columns) {
    public Residence {
        columns = List.copyOf(columns);
    }
}
