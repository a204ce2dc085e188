package dev.levada.engine;

import dev.levada.project.AssetName;

/** Names and texts as they stand in an engine's SQL. */
public final class SqlText {
    private SqlText() {}

    /** A quoted identifier. */
    public static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A table's quoted name with its schema. */
    public static String name(AssetName table) {
        return name(table.schema()) + "." + name(table.table());
    }

    /** A text literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
