package dev.levada.engine.duckdb;

import java.sql.SQLException;
import java.util.List;

/** Tables of numbers that come from outside of the engine. */
final class Numbers {
    private Numbers() {}

    /** Makes a table with one column. @param schema catalog and schema, with a dot between */
    static void store(Statements statements, String schema, String table, String column, List<Long> numbers) {
        statements.execute("CREATE OR REPLACE TABLE " + schema + "." + table + " (" + Sql.name(column) + " BIGINT)");
        String[] names = schema.split("\\.");
        try (var appender = statements.connection().createAppender(names[0], names[1], table)) {
            for (long number : numbers) {
                appender.beginRow();
                appender.append(number);
                appender.endRow();
            }
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        }
    }
}
