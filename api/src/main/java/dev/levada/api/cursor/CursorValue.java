package dev.levada.api.cursor;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A value of a cursor column.
 *
 * @param type a word by which the connector knows how to hand it back to its database, without spaces
 * @param text the value, spelled so that nothing of it is lost
 */
public record CursorValue(String type, String text) {

    /** One line, without spaces at its ends, that {@link #parse} reads again. */
    public String line() {
        return type + " " + encoded(text);
    }

    public static CursorValue parse(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("no value: " + line);
        }
        return new CursorValue(line.substring(0, space), decoded(line.substring(space + 1)));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The greater of two numbers, or of two dates or times that are spelled alike: what a lag can be taken from. */
    CursorValue orGreater(CursorValue other) {
        return compare(other) >= 0 ? this : other;
    }

    private int compare(CursorValue other) {
        try {
            return new BigDecimal(text).compareTo(new BigDecimal(other.text));
        } catch (NumberFormatException e) {
            return text.compareTo(other.text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
