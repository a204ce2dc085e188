package dev.levada.store.mysql;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.connector.jdbc.Cell.Unfit;
import dev.levada.connector.jdbc.mysql.LoadWriter;
import dev.levada.store.RowBatch;
import dev.levada.store.Utf8;
import dev.levada.store.database.rows.RowTarget;
import java.sql.SQLException;
import java.util.List;

/** Sends rows of an engine to a table as lines of a file. */
final class LoadedRows implements RowTarget {
    private final Cell[] cells;
    private final LoadWriter writer;

    /** Writes one value that is not null. */
    @FunctionalInterface
    private interface Cell {
        void write(RowBatch rows, int column, int row, LoadWriter to) throws Unfit;
    }

    LoadedRows(List<Column> columns, LoadWriter writer) {
        this.cells = columns.stream().map(column -> cell(column.type())).toArray(Cell[]::new);
        this.writer = writer;
    }

    @Override
    public void begin() throws SQLException {
        writer.row();
    }

    @Override
    public void none() {
        writer.none();
    }

    @Override
    public void value(RowBatch rows, int column, int row) throws dev.levada.store.database.rows.Unfit {
        try {
            cells[column].write(rows, column, row, writer);
        } catch (Unfit unfit) {
            throw new dev.levada.store.database.rows.Unfit(String.valueOf(unfit.getMessage()));
        }
    }

    @Override
    public long end() throws SQLException {
        return writer.end();
    }

    /** What was loaded is undone with the transaction. */
    @Override
    public void close() {}

    private static void text(RowBatch rows, int column, int row, LoadWriter to) {
        Utf8 text = rows.text(column, row);
        to.text(text.bytes(), text.from(), text.length());
    }

    private static Cell cell(Type type) {
        if (type instanceof Type.Decimal) {
            return (rows, column, row, to) -> to.decimal(rows.decimal(column, row));
        }
        if (!(type instanceof Primitive primitive)) {
            return LoadedRows::text;
        }
        return switch (primitive) {
            case BOOLEAN -> (rows, column, row, to) -> to.truth(rows.truth(column, row));
            case INTEGER, BIGINT -> (rows, column, row, to) -> to.whole(rows.number(column, row));
            case FLOAT, DOUBLE -> (rows, column, row, to) -> to.real(rows.real(column, row));
            case DATE -> (rows, column, row, to) -> to.date(rows.number(column, row));
            case TIME -> (rows, column, row, to) -> to.time(rows.number(column, row));
            case TIMESTAMP, TIMESTAMPTZ -> (rows, column, row, to) -> to.timestamp(rows.number(column, row));
            case VARCHAR, UUID -> LoadedRows::text;
            case BLOB -> (rows, column, row, to) -> to.blob(rows.bytes(column, row));
        };
    }
}
