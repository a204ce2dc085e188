package dev.levada.cli.rows;

import dev.levada.api.Column;
import dev.levada.cli.terminal.Json;
import dev.levada.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One array of objects, an object a line. Of columns with the same name, later ones get a number behind it. */
final class JsonRows implements RowWriter {
    private final Terminal terminal;
    private final Json json;
    private List<String> names = List.of();
    private String before = "[\n";

    JsonRows(Terminal terminal) {
        this.terminal = terminal;
        this.json = new Json(terminal::hide);
    }

    @Override
    public void begin(List<Column> columns) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        names = columns.stream()
                .map(Column::name)
                .map(name -> {
                    int times = seen.merge(name, 1, Integer::sum);
                    return times == 1 ? name : name + "_" + times;
                })
                .toList();
    }

    @Override
    public void row(List<@Nullable Object> values) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            object.put(names.get(i), values.get(i));
        }
        terminal.write(before + json.line(object));
        before = ",\n";
    }

    @Override
    public void end() {
        terminal.write(before.startsWith("[") ? "[]\n" : "\n]\n");
    }
}
