package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.engine.SqlException;

/** DuckDB's types as Levada's. */
final class DuckTypes {
    private DuckTypes() {}

    /** The column that keeps a query's column of that type. @throws SqlException if no table can hold the type */
    static Column column(String name, String duckType) {
        if (duckType.equals("NULL") || duckType.equals("\"NULL\"")) {
            return new Column(name, Type.Primitive.INTEGER);
        }
        try {
            return new Column(name, Type.parse(duckType));
        } catch (IllegalArgumentException e) {
            throw new SqlException(
                    -1,
                    "Column '" + name + "' has the type " + duckType + ", which tables cannot hold; cast it, for"
                            + " example to VARCHAR.");
        }
    }
}
