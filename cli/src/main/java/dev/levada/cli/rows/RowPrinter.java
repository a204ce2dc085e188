package dev.levada.cli.rows;

import dev.levada.cli.terminal.Terminal;
import dev.levada.engine.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a query's rows, as many as are wanted. */
public final class RowPrinter {
    /** How many rows go by between two looks at whether anybody still reads. */
    private static final int LOOK_EVERY = 4096;

    private final Terminal terminal;
    private final RowFormat format;

    public RowPrinter(Terminal terminal, RowFormat format) {
        this.terminal = terminal;
        this.format = format;
    }

    /** What came of printing. */
    public enum End {
        /** All rows were printed. */
        REACHED,
        /** There are more rows than were wanted. */
        BEYOND_LIMIT
    }

    /** Prints at most so many rows; none are kept in memory but a table's first ones. */
    public End print(Rows rows, long limit) {
        RowWriter writer = RowWriter.of(format, terminal);
        writer.begin(rows.columns());
        long printed = 0;
        End end = End.REACHED;
        for (List<@Nullable Object> row = rows.next(); row != null; row = rows.next()) {
            if (printed == limit) {
                end = End.BEYOND_LIMIT;
                break;
            }
            writer.row(row);
            if (++printed % LOOK_EVERY == 0 && terminal.isClosed()) {
                return End.REACHED;
            }
        }
        writer.end();
        terminal.flush();
        return end;
    }
}
