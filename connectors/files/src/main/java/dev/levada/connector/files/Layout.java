package dev.levada.connector.files;

import java.io.IOException;
import java.util.Locale;

/** How JSON documents lie in a file. */
enum Layout {
    /** By the first bytes: see {@link #resolve}. */
    AUTO,
    /** One a line. */
    LINES,
    /** As elements of an array, or as values that each may take several lines. */
    ARRAY;

    private static final int LOOK = 1 << 20;

    static Layout ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /**
     * The layout of a file that a window stands at the beginning of. A file that begins with {@code [} is an array. One
     * that begins with an object that goes on in the next line is a sequence of values, unless that line is a whole
     * object itself: then the first is a damaged line among others. Everything else is lines.
     */
    Layout resolve(Window window) throws IOException {
        if (this != AUTO) {
            return this;
        }
        while (window.end - window.at < LOOK && window.fill()) {}
        byte[] bytes = window.bytes;
        int first = pastBlanks(bytes, ByteOrderMark.isAt(bytes, 0, window.end) ? ByteOrderMark.LENGTH : 0, window.end);
        if (first < window.end && bytes[first] == '[') {
            return ARRAY;
        }
        int firstEnd = Newlines.find(bytes, first, window.end);
        if (firstEnd < 0 || bytes[first] != '{' || openBrackets(bytes, first, firstEnd) <= 0) {
            return LINES;
        }
        int second = pastBlanks(bytes, firstEnd, window.end);
        int secondEnd = Newlines.find(bytes, second, window.end);
        return isObject(bytes, second, secondEnd < 0 ? window.end : secondEnd) ? LINES : ARRAY;
    }

    private static boolean isObject(byte[] bytes, int from, int to) {
        int last = to;
        while (last > from && bytes[last - 1] <= ' ' && bytes[last - 1] >= 0) {
            last--;
        }
        return last > from && bytes[from] == '{' && bytes[last - 1] == '}' && openBrackets(bytes, from, last) == 0;
    }

    private static int pastBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** How many brackets are open at the end; -1 if a string is, which a line's end never may cut. */
    private static int openBrackets(byte[] bytes, int from, int to) {
        int depth = 0;
        boolean text = false;
        for (int i = from; i < to; i++) {
            byte c = bytes[i];
            if (c == '"') {
                text = !text;
            } else if (text) {
                i += c == '\\' ? 1 : 0;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return text ? -1 : depth;
    }
}
