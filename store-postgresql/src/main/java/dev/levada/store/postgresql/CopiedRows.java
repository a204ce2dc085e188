package dev.levada.store.postgresql;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.connector.postgresql.CopyWriter;
import dev.levada.store.RowBatch;
import dev.levada.store.Utf8;
import dev.levada.store.database.rows.Chunks;
import dev.levada.store.database.rows.RowTarget;
import dev.levada.store.database.rows.Unfit;
import java.sql.SQLException;
import java.util.List;

/** Sends rows of an engine to a table by copies, one after the other. */
final class CopiedRows implements RowTarget {
    private final Kind[] kinds;
    private final Copies copies;
    private final Chunks chunks;
    private CopyWriter writer;
    private int rows;
    private long arrived;

    /** Begins copies. */
    @FunctionalInterface
    interface Copies {
        CopyWriter begin() throws SQLException;
    }

    private CopiedRows(List<Column> columns, Copies copies, Chunks chunks, CopyWriter writer) {
        this.kinds = columns.stream().map(column -> Kind.of(column.type())).toArray(Kind[]::new);
        this.copies = copies;
        this.chunks = chunks;
        this.writer = writer;
    }

    /** @param chunks how much one copy takes */
    static CopiedRows begin(List<Column> columns, Copies copies, Chunks chunks) throws SQLException {
        return new CopiedRows(columns, copies, chunks, copies.begin());
    }

    @Override
    public void begin() throws SQLException {
        if (rows == chunks.rows() || writer.bytes() >= chunks.bytes()) {
            arrived += writer.end();
            writer = copies.begin();
            rows = 0;
        }
        rows++;
        writer.row();
    }

    @Override
    public void none() {
        writer.none();
    }

    @Override
    public void value(RowBatch rows, int column, int row) throws Unfit {
        try {
            write(rows, column, row);
        } catch (CopyWriter.Unfit unfit) {
            throw new Unfit(String.valueOf(unfit.getMessage()));
        }
    }

    /** A function for each column would be called through one and the same place in the code, which the JVM cannot speed up. */
    private void write(RowBatch rows, int column, int row) throws CopyWriter.Unfit {
        switch (kinds[column]) {
            case TRUTH -> writer.truth(rows.truth(column, row));
            case INT4 -> writer.int4(rows.number(column, row));
            case INT8 -> writer.int8(rows.number(column, row));
            case FLOAT4 -> writer.float4(rows.real(column, row));
            case FLOAT8 -> writer.float8(rows.real(column, row));
            case DECIMAL -> writer.decimal(rows.decimal(column, row));
            case DATE -> writer.date(rows.number(column, row));
            case TIME -> writer.time(rows.number(column, row));
            case TIMESTAMP -> writer.timestamp(rows.number(column, row));
            case TEXT -> {
                Utf8 text = rows.text(column, row);
                writer.text(text.bytes(), text.from(), text.length());
            }
            case BYTES -> writer.bytes(rows.bytes(column, row));
            case UUID -> {
                Utf8 text = rows.text(column, row);
                writer.uuid(text.bytes(), text.from(), text.length());
            }
            case JSON -> writer.json(rows.text(column, row).toString());
        }
    }

    @Override
    public long end() throws SQLException {
        return arrived + writer.end();
    }

    /** Gives up what has not ended. */
    @Override
    public void close() {
        writer.close();
    }

    /** The method by which values of a type are written. */
    private enum Kind {
        TRUTH,
        INT4,
        INT8,
        FLOAT4,
        FLOAT8,
        DECIMAL,
        DATE,
        TIME,
        TIMESTAMP,
        TEXT,
        BYTES,
        UUID,
        JSON;

        static Kind of(Type type) {
            if (type instanceof Type.Decimal) {
                return DECIMAL;
            }
            if (!(type instanceof Primitive primitive)) {
                return JSON;
            }
            return switch (primitive) {
                case BOOLEAN -> TRUTH;
                case INTEGER -> INT4;
                case BIGINT -> INT8;
                case FLOAT -> FLOAT4;
                case DOUBLE -> FLOAT8;
                case DATE -> DATE;
                case TIME -> TIME;
                case TIMESTAMP, TIMESTAMPTZ -> TIMESTAMP;
                case VARCHAR -> TEXT;
                case BLOB -> BYTES;
                case UUID -> UUID;
            };
        }
    }
}
