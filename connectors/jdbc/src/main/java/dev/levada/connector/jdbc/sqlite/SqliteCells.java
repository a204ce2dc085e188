package dev.levada.connector.jdbc.sqlite;

import dev.levada.api.Vector;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Copies SQLite's values, each of which has a kind of its own, so that nothing of them is lost. */
final class SqliteCells {
    private static final HexFormat ESCAPED = HexFormat.of().withUpperCase().withPrefix("\\x");
    private static final char REPLACEMENT = '\uFFFD';

    /** Doubles that print shorter than this have no shorter spelling. */
    private static final int SHORT = 17;

    private SqliteCells() {}

    /** Text as it is, numbers as digits, bytes as {@code \xNN} each. */
    static void copyText(ResultSet from, int column, Vector to, int row) throws SQLException {
        @Nullable Object value = from.getObject(column);
        if (value == null) {
            to.setNull(row);
        } else if (value instanceof byte[] bytes) {
            to.setString(row, ESCAPED.formatHex(bytes));
        } else if (value instanceof String text && text.indexOf(REPLACEMENT) >= 0) {
            to.setString(row, decoded(from.getBytes(column)));
        } else {
            to.setString(row, text(value));
        }
    }

    /** Bytes as they are, anything else as its text. */
    static void copyBytes(ResultSet from, int column, Vector to, int row) throws SQLException {
        @Nullable Object value = from.getObject(column);
        if (value == null) {
            to.setNull(row);
        } else if (value instanceof Double || value instanceof Long || value instanceof Integer) {
            to.setBytes(row, text(value).getBytes(StandardCharsets.UTF_8));
        } else {
            to.setBytes(row, from.getBytes(column));
        }
    }

    private static String text(Object value) {
        return value instanceof Double number ? shortest(number) : value.toString();
    }

    /** The shortest digits that give the same number again; the JDK's own are at times one too long. */
    static String shortest(double number) {
        String text = Double.toString(number);
        if (text.length() < SHORT || Double.isInfinite(number)) {
            return text;
        }
        BigDecimal exact = new BigDecimal(text);
        for (int digits = SHORT - 2; digits < SHORT; digits++) {
            String rounded =
                    exact.round(new MathContext(digits)).stripTrailingZeros().toString();
            if (Double.parseDouble(rounded) == number) {
                return rounded;
            }
        }
        return text;
    }

    /** Text that may hold bytes that are no part of a character. */
    private static String decoded(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int length = character(bytes, at);
            text.append(
                    length == 0
                            ? ESCAPED.formatHex(bytes, at, at + 1)
                            : new String(bytes, at, length, StandardCharsets.UTF_8));
            at += Math.max(1, length);
        }
        return text.toString();
    }

    /** How many bytes the character there has; 0 if there is none. */
    private static int character(byte[] bytes, int at) {
        for (int length = 1; length <= Math.min(4, bytes.length - at); length++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
                return length;
            } catch (CharacterCodingException e) {
                // it may be longer
            }
        }
        return 0;
    }
}
