package dev.levada.connector.postgresql;

import dev.levada.api.Vector;
import java.util.Arrays;

/** One column of {@link Rows}. Values are asked for once it is known that they are there. */
final class Values {
    private final byte[][] bytes;
    private final int[] begins;
    private int count;

    /** @param bytes for each row what its value is in */
    Values(byte[][] bytes) {
        this.bytes = bytes;
        this.begins = new int[bytes.length];
    }

    void clear() {
        count = 0;
    }

    /** @param begin where the next row's value begins, right behind its length */
    void add(int begin) {
        begins[count++] = begin;
    }

    /** How many rows there are. */
    int count() {
        return count;
    }

    /** Whether there is a value; if not, null is set. */
    boolean has(int row, Vector to) {
        if (length(row) < 0) {
            to.setNull(row);
            return false;
        }
        return true;
    }

    /**
     * The same of values that all have one length.
     *
     * @throws IndexOutOfBoundsException if a value has another
     */
    boolean has(int row, int length, Vector to) {
        int found = length(row);
        if (found == length) {
            return true;
        }
        if (found >= 0) {
            throw new IndexOutOfBoundsException(found);
        }
        to.setNull(row);
        return false;
    }

    int length(int row) {
        return Cells.intAt(bytes[row], begins[row] - Integer.BYTES);
    }

    byte byteAt(int row) {
        return bytes[row][begins[row]];
    }

    int shortAt(int row) {
        return shortAt(row, 0);
    }

    /** @param offset how far behind the value's beginning */
    int shortAt(int row, int offset) {
        return Cells.shortAt(bytes[row], begins[row] + offset);
    }

    int intAt(int row) {
        return Cells.intAt(bytes[row], begins[row]);
    }

    long longAt(int row) {
        return longAt(row, 0);
    }

    /** @param offset how far behind the value's beginning */
    long longAt(int row, int offset) {
        return Cells.longAt(bytes[row], begins[row] + offset);
    }

    /** A value as it came. */
    byte[] copy(int row) {
        return Arrays.copyOfRange(bytes[row], begins[row], begins[row] + length(row));
    }
}
