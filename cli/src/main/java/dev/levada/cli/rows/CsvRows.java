package dev.levada.cli.rows;

import dev.levada.api.Column;
import dev.levada.cli.terminal.Json;
import dev.levada.cli.terminal.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV after RFC 4180, with a header. A null is an empty field and an empty text a quoted one, so that the two can be told
 * apart.
 */
final class CsvRows implements RowWriter {
    private final Terminal terminal;
    private final Values values;

    CsvRows(Terminal terminal) {
        this.terminal = terminal;
        this.values = new Values(new Json(terminal::hide));
    }

    @Override
    public void begin(List<Column> columns) {
        StringBuilder line = new StringBuilder();
        for (Column column : columns) {
            separate(line);
            append(line, column.name());
        }
        terminal.write(line.append("\r\n").toString());
    }

    @Override
    public void row(List<@Nullable Object> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            Object value = row.get(i);
            if (value != null) {
                append(line, values.text(value));
            }
        }
        terminal.write(line.append("\r\n").toString());
    }

    @Override
    public void end() {}

    private static void separate(StringBuilder line) {
        if (!line.isEmpty()) {
            line.append(',');
        }
    }

    private void append(StringBuilder line, String text) {
        String hidden = terminal.hide(text);
        if (hidden.isEmpty() || hidden.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
            line.append('"').append(hidden.replace("\"", "\"\"")).append('"');
        } else {
            line.append(hidden);
        }
    }
}
