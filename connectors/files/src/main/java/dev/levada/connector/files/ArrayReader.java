package dev.levada.connector.files;

import dev.levada.connector.files.JsonScanner.Search;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The elements of JSON arrays, each with its exact text. A file may hold one array or several values one after
 * another: arrays give their elements, any other value is a document itself. With a path, each value is an object in
 * which the path's keys lead to the array. A document's position is its place among all of them, counted from 1.
 *
 * <p>Only brackets and strings are looked at. Where they cannot be followed any more, the rest of the file is one
 * document with a defect, of which the head is kept. A comma behind the last element does no harm.
 */
final class ArrayReader implements Splitter {
    private enum State {
        BETWEEN_VALUES,
        BEFORE_ELEMENT,
        AFTER_ELEMENT,
        DONE
    }

    private static final byte[] NOTHING = {};

    private final Window window;
    private final JsonScanner scanner;
    private final String path;
    private final List<byte[]> keys;
    private State state = State.BETWEEN_VALUES;
    private int open;
    private long position;

    /** @param path keys joined by points, or empty */
    ArrayReader(Window window, String path) {
        this.window = window;
        this.scanner = new JsonScanner(window);
        this.path = path;
        this.keys = Stream.of(path.split("\\."))
                .filter(key -> !key.isEmpty())
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public @Nullable Document next() throws IOException {
        @Nullable Document document = null;
        while (document == null && state != State.DONE) {
            window.skip();
            int c = scanner.peek();
            if (c < 0) {
                return end();
            }
            document = switch (state) {
                case BETWEEN_VALUES -> topValue(c);
                case BEFORE_ELEMENT -> element(c);
                default -> separator(c);
            };
        }
        return document;
    }

    private @Nullable Document topValue(int c) throws IOException {
        if (window.position() == 0 && skippedMark()) {
            return null;
        }
        if (!beginsValue(c)) {
            return rest("a value should begin here, not '" + (char) c + "'");
        }
        if (!keys.isEmpty()) {
            return descend();
        }
        return c == '[' ? enterArray() : value();
    }

    private @Nullable Document enterArray() {
        window.at++;
        state = State.BEFORE_ELEMENT;
        return null;
    }

    private @Nullable Document element(int c) throws IOException {
        if (c == ']') {
            return leaveArray();
        }
        if (!beginsValue(c)) {
            return rest("an element should begin here, not '" + (char) c + "'");
        }
        state = State.AFTER_ELEMENT;
        return value();
    }

    private @Nullable Document separator(int c) throws IOException {
        if (c == ',') {
            window.at++;
            state = State.BEFORE_ELEMENT;
            return null;
        }
        return c == ']' ? leaveArray() : rest("',' or ']' should stand here, not '" + (char) c + "'");
    }

    private @Nullable Document leaveArray() throws IOException {
        window.at++;
        if (open > 0 && !scanner.close(open)) {
            return end();
        }
        open = 0;
        state = State.BETWEEN_VALUES;
        return null;
    }

    private Document value() throws IOException {
        window.begin();
        boolean whole = scanner.value();
        if (!whole) {
            state = State.DONE;
            @Nullable String damage = window.input.damage();
            return broken(window.head(window.at), damage == null ? "the file ends within this record" : damage);
        }
        return window.isTooLong()
                ? broken(window.head(window.at), "longer than " + window.longest() + " bytes")
                : Document.of(++position, window.record(window.at));
    }

    /** Goes down the path to its array. */
    private @Nullable Document descend() throws IOException {
        window.begin();
        for (byte[] key : keys) {
            Search search = scanner.peek() == '{' ? scanner.enter(key) : Search.ABSENT;
            if (search == Search.BROKEN) {
                return rest("the object is broken");
            }
            if (search == Search.ABSENT) {
                return pathless();
            }
            open++;
        }
        return scanner.peek() == '[' ? enterArray() : pathless();
    }

    /** A value in which the path leads nowhere; the window stands where it was lost. */
    private Document pathless() throws IOException {
        boolean untouched = window.at == window.start && !window.isTooLong();
        boolean whole = untouched ? scanner.value() : open == 0 || scanner.close(open);
        if (!whole) {
            return rest("the file ends within this record");
        }
        open = 0;
        return broken(window.head(window.at), "there is no array at " + path);
    }

    private @Nullable Document end() {
        boolean inside = open > 0 || state != State.BETWEEN_VALUES;
        state = State.DONE;
        @Nullable String damage = window.input.damage();
        if (damage != null) {
            return broken(NOTHING, damage);
        }
        return inside ? broken(NOTHING, "the file ends before its array does") : null;
    }

    /** Everything from the record's beginning, or from here, to the end of the file. */
    private Document rest(String defect) throws IOException {
        long place = window.position() + 1;
        while (window.end - window.start < Window.HEAD && window.fill()) {}
        state = State.DONE;
        @Nullable String damage = window.input.damage();
        return broken(
                window.head(window.end),
                defect + ", at byte " + place + "; the rest of the file cannot be read"
                        + (damage == null ? "" : "; " + damage));
    }

    private Document broken(byte[] raw, String defect) {
        return Document.broken(++position, raw, defect);
    }

    private boolean skippedMark() throws IOException {
        while (window.end - window.at < ByteOrderMark.LENGTH && window.fill()) {}
        boolean there = ByteOrderMark.isAt(window.bytes, window.at, window.end);
        window.at += there ? ByteOrderMark.LENGTH : 0;
        return there;
    }

    private static boolean beginsValue(int c) {
        return c != ',' && c != ':' && c != ']' && c != '}';
    }
}
