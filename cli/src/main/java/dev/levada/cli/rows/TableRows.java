package dev.levada.cli.rows;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Json;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table as wide as the screen at the most. Long results come as several tables, so that none has to be waited for. */
final class TableRows implements RowWriter {
    private static final int ROWS_A_TABLE = 1000;

    private final Terminal terminal;
    private final Values values;
    private List<Table.Heading> headings = List.of();
    private Table table = new Table(List.of());
    private long rows;

    TableRows(Terminal terminal) {
        this.terminal = terminal;
        this.values = new Values(new Json(terminal::hide));
    }

    @Override
    public void begin(List<Column> columns) {
        headings = columns.stream()
                .map(column -> isNumber(column.type()) ? Table.right(column.name()) : Table.left(column.name()))
                .toList();
        table = new Table(headings);
    }

    @Override
    public void row(List<@Nullable Object> row) {
        if (rows > 0 && rows % ROWS_A_TABLE == 0) {
            terminal.print(table);
            table = new Table(headings);
        }
        table.add(row.stream().map(this::cell).toList());
        rows++;
    }

    @Override
    public void end() {
        terminal.print(table);
        if (rows == 0) {
            terminal.print(Ink.DIM, "no rows");
        }
    }

    private Table.Cell cell(@Nullable Object value) {
        return value == null ? Table.cell(Ink.DIM, "null") : Table.cell(values.text(value));
    }

    private static boolean isNumber(Type type) {
        return type instanceof Type.Decimal
                || type == Type.Primitive.INTEGER
                || type == Type.Primitive.BIGINT
                || type == Type.Primitive.FLOAT
                || type == Type.Primitive.DOUBLE;
    }
}
