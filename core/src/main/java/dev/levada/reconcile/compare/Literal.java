package dev.levada.reconcile.compare;

import dev.levada.api.Type;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Values and names in the engine's SQL. */
public final class Literal {
    private Literal() {}

    /** A column's name. */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text. */
    public static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** A value, as the engine prints it, of a type. */
    static String value(@Nullable String printed, Type type) {
        if (printed == null) {
            return "CAST(NULL AS " + type.sql() + ")";
        }
        // A statement ends where a character 0 stands in it.
        String literal = printed.indexOf('\0') < 0
                ? text(printed)
                : "decode(from_hex('" + HexFormat.of().formatHex(printed.getBytes(StandardCharsets.UTF_8)) + "'))";
        return "CAST(" + literal + " AS " + type.sql() + ")";
    }
}
