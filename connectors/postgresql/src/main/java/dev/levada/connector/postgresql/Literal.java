package dev.levada.connector.postgresql;

import dev.levada.api.cursor.CursorValue;

/** Values as they stand in SQL. */
final class Literal {
    private Literal() {}

    /** A value of a cursor, whose type is the word by which the server knows it. */
    static String of(CursorValue value) {
        return quoted(value.text()) + "::" + value.type();
    }

    /** Text; sessions are set to take backslashes as they are. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
