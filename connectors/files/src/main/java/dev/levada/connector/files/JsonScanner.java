package dev.levada.connector.files;

import java.io.IOException;

/** Moves a window over JSON by its brackets and strings, without a look at anything else. */
final class JsonScanner {
    /** What came of looking for a key. */
    enum Search {
        FOUND,
        ABSENT,
        BROKEN
    }

    private final Window window;

    JsonScanner(Window window) {
        this.window = window;
    }

    /** Passes over blanks, and returns the byte after them; -1 at the end. */
    int peek() throws IOException {
        while (window.more()) {
            byte c = window.bytes[window.at];
            if (!isBlank(c)) {
                return c & 0xff;
            }
            window.at++;
        }
        return -1;
    }

    /** Passes over the value that begins here; false if the file ends within it. */
    boolean value() throws IOException {
        byte c = window.bytes[window.at];
        if (c == '{' || c == '[') {
            return close(0);
        }
        return c == '"' ? string() : scalar();
    }

    /** Passes over everything until that many open brackets, and those that open on the way, are closed. */
    boolean close(int open) throws IOException {
        int depth = open;
        while (window.more()) {
            byte[] bytes = window.bytes;
            int end = window.end;
            for (int i = window.at; i < end; i++) {
                byte c = bytes[i];
                if (c == '"') {
                    window.at = i;
                    if (!string()) {
                        return false;
                    }
                    bytes = window.bytes;
                    end = window.end;
                    i = window.at - 1;
                } else if (c == '{' || c == '[') {
                    depth++;
                } else if ((c == '}' || c == ']') && --depth <= 0) {
                    window.at = i + 1;
                    return true;
                }
            }
            window.at = end;
        }
        return false;
    }

    /** Goes into the object that begins here, to the value of a key. What is behind an absent key's object is next. */
    Search enter(byte[] key) throws IOException {
        window.at++;
        int c = peek();
        while (c == '"') {
            boolean same = isKey(key);
            if (peek() != ':') {
                return Search.BROKEN;
            }
            window.at++;
            c = peek();
            if (same) {
                return Search.FOUND;
            }
            if (c < 0 || !value()) {
                return Search.BROKEN;
            }
            c = peek();
            if (c == ',') {
                window.at++;
                c = peek();
            }
        }
        window.at++;
        return c == '}' ? Search.ABSENT : Search.BROKEN;
    }

    /** Passes over the string that begins here, and tells whether it is that key, written without escapes. */
    private boolean isKey(byte[] key) throws IOException {
        int matched = 0;
        for (window.at++; window.more(); window.at++) {
            byte c = window.bytes[window.at];
            if (c == '"') {
                window.at++;
                return matched == key.length;
            }
            if (c == '\\') {
                window.at++;
                matched = Integer.MIN_VALUE;
            } else {
                matched = matched >= 0 && matched < key.length && key[matched] == c ? matched + 1 : Integer.MIN_VALUE;
            }
        }
        return false;
    }

    private boolean string() throws IOException {
        window.at++;
        boolean escaped = false;
        while (window.more()) {
            byte[] bytes = window.bytes;
            int end = window.end;
            for (int i = window.at; i < end; i++) {
                byte c = bytes[i];
                if (escaped) {
                    escaped = false;
                } else if (c == '\\') {
                    escaped = true;
                } else if (c == '"') {
                    window.at = i + 1;
                    return true;
                }
            }
            window.at = end;
        }
        return false;
    }

    private boolean scalar() throws IOException {
        while (window.more() && !endsScalar(window.bytes[window.at])) {
            window.at++;
        }
        return true;
    }

    private static boolean endsScalar(byte c) {
        return isBlank(c) || c == ',' || c == ']' || c == '}' || c == '{' || c == '[' || c == '"';
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
