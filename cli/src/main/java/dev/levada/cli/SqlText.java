package dev.levada.cli;

import dev.levada.project.AssetName;

/** Names and texts as SQL writes them. */
final class SqlText {
    private SqlText() {}

    static String table(AssetName name) {
        return quoted(name.schema()) + "." + quoted(name.table());
    }

    /** A text literal. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
