package dev.levada.cli.rows;

import dev.levada.api.Column;
import dev.levada.cli.terminal.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows as they come. {@link #begin}, then {@link #row} for each, then {@link #end}. */
interface RowWriter {

    void begin(List<Column> columns);

    void row(List<@Nullable Object> values);

    void end();

    /** The writer of a format. */
    static RowWriter of(RowFormat format, Terminal terminal) {
        return switch (format) {
            case TABLE -> new TableRows(terminal);
            case CSV -> new CsvRows(terminal);
            case JSON -> new JsonRows(terminal);
        };
    }
}
