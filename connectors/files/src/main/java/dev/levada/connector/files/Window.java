package dev.levada.connector.files;

import java.io.IOException;
import java.util.Arrays;

/**
 * A stretch of a file in memory that slides along it: bytes from {@code start}, where the record in hand begins, to
 * {@code end}. Of a record longer than the limit only the head is kept. Fields are open to the scanners of this
 * package, which run over the bytes in loops of their own.
 */
final class Window implements AutoCloseable {
    /** Longer records are not held. */
    static final int LONGEST = 64 << 20;

    /** How much of a record is shown that cannot be taken. */
    static final int HEAD = 64 << 10;

    private static final byte[] NONE = {};

    final StoredBytes input;
    private final int longest;
    private long offset;
    private boolean keeping = true;
    private byte[] head = NONE;

    byte[] bytes;
    int start;
    int at;
    int end;

    Window(StoredBytes input, long offset) {
        this(input, offset, LONGEST);
    }

    Window(StoredBytes input, long offset, int longest) {
        this.input = input;
        this.offset = offset;
        this.longest = longest;
        this.bytes = new byte[Math.min(longest, 1 << 18)];
    }

    /** Begins a record here, whose bytes are kept until the next begins. */
    void begin() {
        start = at;
        keeping = true;
        head = NONE;
    }

    /** Begins a stretch that nobody will look back at. */
    void skip() {
        begin();
        keeping = false;
    }

    /** Whether there is a byte at {@code at}; reads on if need be. */
    boolean more() throws IOException {
        return at < end || fill();
    }

    /** Reads on, whether or not there is a byte at {@code at}; false at the end. */
    boolean fill() throws IOException {
        makeRoom();
        int read = input.read(bytes, end, bytes.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    /** Where in the unpacked file {@code at} is. */
    long position() {
        return offset + at;
    }

    /** Where in the unpacked file the record begins. */
    long startPosition() {
        return offset + start;
    }

    /** Whether the record in hand was longer than the limit. */
    boolean isTooLong() {
        return head.length > 0;
    }

    int longest() {
        return longest;
    }

    /** The bytes from the record's beginning to that place. */
    byte[] record(int to) {
        return Arrays.copyOfRange(bytes, start, to);
    }

    /** The record's first bytes, no more than {@link #HEAD} of them, ending with a whole character. */
    byte[] head(int to) {
        if (isTooLong()) {
            return head;
        }
        int length = Math.min(HEAD, to - start);
        while (length > 0 && start + length < to && (bytes[start + length] & 0xC0) == 0x80) {
            length--;
        }
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    @Override
    public void close() {
        input.close();
    }

    private void makeRoom() {
        if (!keeping) {
            start = at;
        }
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            offset += start;
            at -= start;
            end -= start;
            start = 0;
        }
        if (end == bytes.length) {
            grow();
        }
    }

    private void grow() {
        if (bytes.length < longest) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(longest, 2L * bytes.length));
            return;
        }
        if (head.length == 0) {
            head = head(end);
        }
        offset += at;
        end -= at;
        System.arraycopy(bytes, at, bytes, 0, end);
        at = 0;
    }
}
