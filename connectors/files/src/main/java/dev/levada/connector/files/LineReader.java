package dev.levada.connector.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One document a line. Lines end with {@code \n} or {@code \r\n}; blank ones are passed over but counted, and so is a
 * byte order mark. A line that is not UTF-8 or too long, and the place where packed data is damaged, give a document
 * with a defect.
 */
final class LineReader implements Splitter {
    private final Window window;
    private final long stop;
    private long line;
    private boolean done;

    /** All lines of a file. */
    LineReader(Window window) {
        this(window, 1, Long.MAX_VALUE);
    }

    /**
     * The lines that begin before a place.
     *
     * @param window stands at the beginning of a line
     * @param line the number of that line
     */
    LineReader(Window window, long line, long stop) {
        this.window = window;
        this.line = line - 1;
        this.stop = stop;
    }

    @Override
    public @Nullable Document next() throws IOException {
        while (!done && window.position() < stop) {
            window.begin();
            int length = toLineEnd();
            line++;
            @Nullable String damage = done ? window.input.damage() : null;
            if (damage != null) {
                return Document.broken(line, window.head(window.start + length), damage);
            }
            if (window.isTooLong()) {
                return Document.broken(line, window.head(window.at), "longer than " + window.longest() + " bytes");
            }
            if (!isBlank(length)) {
                return Document.of(line, window.record(window.start + length));
            }
        }
        done = true;
        return null;
    }

    /** Moves behind the line's end, and returns the line's length without it. */
    private int toLineEnd() throws IOException {
        while (window.more()) {
            int found = Newlines.find(window.bytes, window.at, window.end);
            if (found >= 0) {
                window.at = found + 1;
                dropMark();
                int end = found > window.start && window.bytes[found - 1] == '\r' ? found - 1 : found;
                return end - window.start;
            }
            window.at = window.end;
        }
        done = true;
        dropMark();
        return window.end - window.start;
    }

    private void dropMark() {
        if (window.startPosition() == 0 && ByteOrderMark.isAt(window.bytes, window.start, window.at)) {
            window.start += ByteOrderMark.LENGTH;
        }
    }

    private boolean isBlank(int length) {
        for (int i = window.start; i < window.start + length; i++) {
            byte c = window.bytes[i];
            if (c != ' ' && c != '\t' && c != '\r') {
                return false;
            }
        }
        return true;
    }
}
