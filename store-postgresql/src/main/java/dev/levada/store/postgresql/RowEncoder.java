package dev.levada.store.postgresql;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.connector.postgresql.CopyWriter;
import dev.levada.connector.postgresql.CopyWriter.Unfit;
import dev.levada.store.RowBatch;
import dev.levada.store.RowSink;
import java.io.Serial;
import java.sql.SQLException;
import java.util.List;

/** Sends rows of an engine to a table. */
final class RowEncoder implements RowSink {
    private final String title;
    private final List<Column> columns;
    private final Cell[] cells;
    private final CopyWriter writer;

    /** Writes one value that is not null. */
    @FunctionalInterface
    private interface Cell {
        void write(RowBatch rows, int column, int row, CopyWriter to) throws Unfit;
    }

    /** @param title the table as users know it */
    RowEncoder(String title, List<Column> columns, CopyWriter writer) {
        this.title = title;
        this.columns = columns;
        this.cells = columns.stream().map(column -> cell(column.type())).toArray(Cell[]::new);
        this.writer = writer;
    }

    /** What the server said while rows were on their way. */
    static final class Refused extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        private final SQLException said;

        Refused(SQLException said) {
            super(said);
            this.said = said;
        }

        SQLException said() {
            return said;
        }
    }

    @Override
    public void take(RowBatch rows) {
        int count = rows.rows();
        try {
            for (int row = 0; row < count; row++) {
                writer.row();
                for (int column = 0; column < cells.length; column++) {
                    write(rows, column, row);
                }
            }
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    private void write(RowBatch rows, int column, int row) {
        if (rows.isNull(column, row)) {
            writer.none();
            return;
        }
        try {
            cells[column].write(rows, column, row, writer);
        } catch (Unfit unfit) {
            throw new LevadaException(
                    "store.value",
                    Blame.DATA,
                    title + ": column '" + columns.get(column).name() + "' has " + unfit.getMessage()
                            + ". Keep such rows out with a rule on the column, or change the value where it is made.");
        }
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
