package dev.levada.connector.postgresql;

import java.util.Arrays;

/**
 * Rows that came from the server and are not handed over yet. They are gathered for the length of a batch, because a batch is
 * filled sooner column by column.
 */
final class Rows {
    /** Rows are handed over when they are so many bytes, though there be room for more of them. */
    private static final int MOST_BYTES = 8 << 20;

    private final byte[][] bytes;
    private final Values[] columns;
    private int room;
    private int count;
    private long size;

    Rows(int width, int capacity) {
        bytes = new byte[capacity][];
        columns = new Values[width];
        Arrays.setAll(columns, i -> new Values(bytes));
        room = capacity;
    }

    int capacity() {
        return bytes.length;
    }

    /** Begins anew, for so many rows at most. */
    void clear(int most) {
        Arrays.fill(bytes, 0, count, null);
        for (Values column : columns) {
            column.clear();
        }
        room = most;
        count = 0;
        size = 0;
    }

    boolean hasRoom() {
        return count < room && size < MOST_BYTES;
    }

    int count() {
        return count;
    }

    Values column(int index) {
        return columns[index];
    }

    /**
     * Adds a row.
     *
     * @param at where its first field begins, with its length
     * @return where it ends
     * @throws IndexOutOfBoundsException if it does not end within the bytes
     */
    int add(byte[] row, int at) {
        int end = at;
        for (Values column : columns) {
            int length = Cells.intAt(row, end);
            end += Integer.BYTES;
            column.add(end);
            if (length < -1 || length > row.length - end) {
                throw new IndexOutOfBoundsException(length);
            }
            end += Math.max(length, 0);
        }
        bytes[count++] = row;
        size += end - at;
        return end;
    }
}
