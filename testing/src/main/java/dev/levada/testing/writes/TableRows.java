package dev.levada.testing.writes;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.engine.Engine;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.project.AssetName;
import dev.levada.store.Audit;
import dev.levada.store.TableScan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows that a table has, without those columns that Levada adds to every extract. */
final class TableRows {
    private TableRows() {}

    static List<Row> of(Engine engine, AssetName table, TableScan scan) {
        List<String> audit = Audit.COLUMNS.stream().map(Column::name).toList();
        List<Column> columns = scan.shape().stream()
                .filter(column -> !audit.contains(column.name()))
                .toList();
        String list = columns.stream().map(TableRows::expression).collect(Collectors.joining(", "));
        List<Row> found = new ArrayList<>();
        try (Session session = engine.session()) {
            session.expose(table, scan);
            try (Rows rows = session.query("SELECT " + list + " FROM " + table)) {
                for (List<@Nullable Object> values = rows.next(); values != null; values = rows.next()) {
                    Row row = Row.EMPTY;
                    for (int i = 0; i < columns.size(); i++) {
                        row = row.with(
                                columns.get(i).name(),
                                value(values.get(i), columns.get(i).type()));
                    }
                    found.add(row);
                }
            }
        }
        return found;
    }

    /** Points in time as microseconds, so that no zone gets in between. */
    private static String expression(Column column) {
        return isTime(column.type()) ? "epoch_us(\"" + column.name() + "\")" : "\"" + column.name() + "\"";
    }

    private static @Nullable Object value(@Nullable Object value, Type type) {
        if (value instanceof Number number) {
            long whole = number.longValue();
            return isTime(type) ? Instant.EPOCH.plus(whole, ChronoUnit.MICROS) : Long.valueOf(whole);
        }
        return value;
    }

    private static boolean isTime(Type type) {
        return type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMPTZ;
    }
}
