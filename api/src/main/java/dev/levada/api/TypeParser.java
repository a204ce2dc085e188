package dev.levada.api;

import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.ListOf;
import dev.levada.api.Type.MapOf;
import dev.levada.api.Type.Primitive;
import dev.levada.api.Type.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recursive descent over DuckDB's spelling of types. */
final class TypeParser {
    private final String text;
    private int at;

    TypeParser(String text) {
        this.text = text;
    }

    Type parse() {
        Type type = type();
        skipBlanks();
        if (at < text.length()) {
            throw unknown();
        }
        return type;
    }

    private Type type() {
        String word = word();
        Type type = switch (word) {
            case "DECIMAL", "NUMERIC" -> decimal();
            case "STRUCT", "ROW" -> new Struct(fields());
            case "MAP" -> map();
            default -> primitive(word);
        };
        while (accept('[')) {
            word(); // a fixed size is read as any size
            expect(']');
            type = new ListOf(type);
        }
        return type;
    }

    private Type primitive(String word) {
        return switch (word) {
            case "BOOLEAN", "BOOL", "LOGICAL" -> Primitive.BOOLEAN;
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "INT",
                    "INT1",
                    "INT2",
                    "INT4",
                    "SHORT",
                    "SIGNED",
                    "UTINYINT",
                    "USMALLINT" -> Primitive.INTEGER;
            case "BIGINT", "INT8", "LONG", "UINTEGER" -> Primitive.BIGINT;
            case "UBIGINT" -> new Decimal(20, 0);
            case "HUGEINT", "UHUGEINT" -> new Decimal(38, 0);
            case "FLOAT", "REAL", "FLOAT4" -> Primitive.FLOAT;
            case "DOUBLE", "FLOAT8" -> accepted("PRECISION", Primitive.DOUBLE);
            case "DATE" -> Primitive.DATE;
            case "TIME" -> Primitive.TIME;
            case "TIMESTAMP", "DATETIME", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> zoned();
            case "TIMESTAMPTZ" -> Primitive.TIMESTAMPTZ;
            case "VARCHAR", "TEXT", "STRING", "CHAR", "BPCHAR" -> sized(Primitive.VARCHAR);
            case "JSON" -> Primitive.VARCHAR;
            case "ENUM" -> sized(Primitive.VARCHAR);
            case "BLOB", "BYTEA", "BINARY", "VARBINARY" -> Primitive.BLOB;
            case "UUID" -> Primitive.UUID;
            default -> throw unknown();
        };
    }

    private Type zoned() {
        if (acceptWord("WITH")) {
            if (acceptWord("TIME") && acceptWord("ZONE")) {
                return Primitive.TIMESTAMPTZ;
            }
            throw unknown();
        }
        return Primitive.TIMESTAMP;
    }

    private Type accepted(String optional, Type type) {
        acceptWord(optional);
        return type;
    }

    private Type sized(Type type) {
        if (accept('(')) {
            int close = text.indexOf(')', at);
            if (close < 0) {
                throw unknown();
            }
            at = close + 1;
        }
        return type;
    }

    private Type decimal() {
        if (!accept('(')) {
            return new Decimal(18, 3);
        }
        int precision = number();
        int scale = accept(',') ? number() : 0;
        expect(')');
        return new Decimal(precision, scale);
    }

    private Type map() {
        expect('(');
        Type key = type();
        expect(',');
        Type value = type();
        expect(')');
        return new MapOf(key, value);
    }

    private List<Column> fields() {
        List<Column> fields = new ArrayList<>();
        expect('(');
        do {
            fields.add(new Column(name(), type()));
        } while (accept(','));
        expect(')');
        return fields;
    }

    private String name() {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '"') {
            StringBuilder name = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    at++;
                } else if (c == '"') {
                    at++;
                    return name.toString();
                }
                name.append(c);
            }
            throw unknown();
        }
        int from = at;
        word();
        return text.substring(from, at).strip();
    }

    private int number() {
        String word = word();
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw unknown();
        }
    }

    private String word() {
        skipBlanks();
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(from, at).toUpperCase(Locale.ROOT);
    }

    private boolean acceptWord(String expected) {
        int before = at;
        if (word().equals(expected)) {
            return true;
        }
        at = before;
        return false;
    }

    private boolean accept(char c) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw unknown();
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException("'" + text
                + "' is not a column type; types are boolean, integer, bigint, float, double, decimal(p,s), date, time,"
                + " timestamp, timestamptz, varchar, blob, uuid, T[], struct(name T, ...), map(K, V)");
    }
}
