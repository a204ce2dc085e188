package dev.levada.store.postgresql;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.connector.postgresql.CopyWriter;
import dev.levada.store.RowBatch;
import dev.levada.store.database.rows.Chunks;
import dev.levada.store.database.rows.RowTarget;
import dev.levada.store.database.rows.Unfit;
import java.sql.SQLException;
import java.util.List;

/** Sends rows of an engine to a table by copies, one after the other. */
final class CopiedRows implements RowTarget, AutoCloseable {
    private final Cell[] cells;
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

    /** Writes one value that is not null. */
    @FunctionalInterface
    private interface Cell {
        void write(RowBatch rows, int column, int row, CopyWriter to) throws CopyWriter.Unfit;
    }

    private CopiedRows(List<Column> columns, Copies copies, Chunks chunks, CopyWriter writer) {
        this.cells = columns.stream().map(column -> cell(column.type())).toArray(Cell[]::new);
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
            cells[column].write(rows, column, row, writer);
        } catch (CopyWriter.Unfit unfit) {
            throw new Unfit(String.valueOf(unfit.getMessage()));
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

    private static Cell cell(Type type) {
        if (type instanceof Type.Decimal) {
            return (rows, column, row, to) -> to.decimal(rows.decimal(column, row));
        }
        if (!(type instanceof Primitive primitive)) {
            return (rows, column, row, to) -> to.json(rows.text(column, row));
        }
        return switch (primitive) {
            case BOOLEAN -> (rows, column, row, to) -> to.truth(rows.truth(column, row));
            case INTEGER -> (rows, column, row, to) -> to.int4(rows.number(column, row));
            case BIGINT -> (rows, column, row, to) -> to.int8(rows.number(column, row));
            case FLOAT -> (rows, column, row, to) -> to.float4(rows.real(column, row));
            case DOUBLE -> (rows, column, row, to) -> to.float8(rows.real(column, row));
            case DATE -> (rows, column, row, to) -> to.date(rows.number(column, row));
            case TIME -> (rows, column, row, to) -> to.time(rows.number(column, row));
            case TIMESTAMP, TIMESTAMPTZ -> (rows, column, row, to) -> to.timestamp(rows.number(column, row));
            case VARCHAR -> (rows, column, row, to) -> to.text(rows.text(column, row));
            case BLOB -> (rows, column, row, to) -> to.bytes(rows.bytes(column, row));
            case UUID -> (rows, column, row, to) -> to.uuid(rows.text(column, row));
        };
    }
}
