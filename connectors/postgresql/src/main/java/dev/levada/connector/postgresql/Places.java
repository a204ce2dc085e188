package dev.levada.connector.postgresql;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.api.Vector;

/** Where rows lie, as numbers: the page, and behind it in 11 bits the place in the page. */
public final class Places {
    /** The column that says it, behind all others. */
    public static final Column COLUMN = new Column("levada_row", Primitive.BIGINT);

    private static final int BYTES = Integer.BYTES + Short.BYTES;
    private static final int BITS = 11;
    private static final int MASK = (1 << BITS) - 1;

    private Places() {}

    static Field field() {
        return new Field(COLUMN, "ctid", Places::cell, "");
    }

    private static void cell(Values values, Vector to) {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, BYTES, to)) {
                to.setLong(row, place(values.intAt(row), values.shortAt(row, Integer.BYTES)));
            }
        }
    }

    /** A place from the server's binary form. */
    public static long at(byte[] bytes, int at) {
        return place(Cells.intAt(bytes, at), Cells.shortAt(bytes, at + Integer.BYTES));
    }

    private static long place(int page, int within) {
        return Integer.toUnsignedLong(page) << BITS | within & 0xffff;
    }

    /** As it stands in SQL, without quotes. */
    public static String text(long place) {
        return "(" + (place >>> BITS) + "," + (place & MASK) + ")";
    }

    /** Some places as an array in SQL. */
    public static String array(long[] places, int from, int to) {
        StringBuilder array = new StringBuilder(16 * (to - from)).append("{");
        for (int i = from; i < to; i++) {
            array.append(i == from ? "\"" : ",\"").append(text(places[i])).append('"');
        }
        return array.append('}').toString();
    }
}
