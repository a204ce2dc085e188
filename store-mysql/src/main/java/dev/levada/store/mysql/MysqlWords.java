package dev.levada.store.mysql;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.connector.jdbc.mysql.PlacedRows;
import dev.levada.connector.jdbc.mysql.StoredTypes;
import dev.levada.project.AssetName;
import dev.levada.store.Printed;
import dev.levada.store.StoredColumn;
import dev.levada.store.database.TimeRanges;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Words;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * MySQL's and MariaDB's SQL. A database has no schemas there, so that a table's name holds both parts of its asset's. Texts are equal
 * to the server if only blanks at the end tell them apart, so that their length is compared too.
 */
record MysqlWords(MysqlStoreKind kind) implements Words {
    private static final int LAST_YEAR = 9999;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    /** The name of an asset's table. */
    static String name(AssetName table) {
        return table.schema() + "__" + table.table();
    }

    @Override
    public String product() {
        return kind.product();
    }

    @Override
    public String table(AssetName table) {
        return Sql.name(name(table));
    }

    @Override
    public String staging(String name) {
        return Sql.name("levada_" + name);
    }

    @Override
    public String books(String name) {
        return "levada_" + name;
    }

    @Override
    public String type(Type type) {
        return StoredTypes.sql(type);
    }

    @Override
    public String json() {
        return "?";
    }

    @Override
    public String unlessThere(List<String> key) {
        return "on duplicate key update " + key.get(0) + " = " + key.get(0);
    }

    @Override
    public String storage(AssetName table) {
        return "null";
    }

    @Override
    public String state() {
        return "concat((select coalesce(sum(c.times), 0) from levada_changes c where c.table_id = t.id), '@',"
                + " cast(concat(t.schema_name, '__', t.table_name) as binary) in (select cast(i.table_name as binary) from"
                + " information_schema.tables i where i.table_schema = database()))";
    }

    @Override
    public String place() {
        return PlacedRows.PLACE.name();
    }

    @Override
    public String among(long[] places, int from, int to) {
        return PlacedRows.among(places, from, to);
    }

    @Override
    public String within(Column column, LocalDateTime from, LocalDateTime to) {
        String name = Sql.name(column.name());
        String begin = from.getYear() < 1 ? name + " is not null" : name + " >= " + moment(from);
        return to.getYear() > LAST_YEAR ? "(" + begin + ")" : "(" + begin + " and " + name + " < " + moment(to) + ")";
    }

    private static String moment(LocalDateTime time) {
        return "timestamp'" + MOMENT.format(time) + "'";
    }

    @Override
    public String has(Column column, String printed) {
        String name = Sql.name(column.name());
        if (!(column.type() instanceof Primitive primitive)) {
            return name + " = " + printed;
        }
        return switch (primitive) {
            case BOOLEAN, INTEGER, BIGINT -> name + " = " + printed;
            case FLOAT -> "(" + name + " + 0e0) = " + number(Float.parseFloat(printed));
            case DOUBLE -> name + " = " + number(Double.parseDouble(printed));
            case DATE, TIMESTAMP, TIMESTAMPTZ ->
                name + " = " + moment(TimeRanges.moment(Printed.micros(printed, RoundingMode.FLOOR)));
            case TIME -> name + " = time'" + printed + "'";
            case VARCHAR, UUID, BLOB -> text(name, printed);
        };
    }

    private static String number(double value) {
        String digits = Double.toString(value);
        return digits.contains("E") ? digits : digits + "e0";
    }

    private static String text(String text, String value) {
        int length = value.getBytes(StandardCharsets.UTF_8).length;
        return "(" + text + " = " + Sql.text(value) + " and length(" + text + ") = " + length + ")";
    }

    @Override
    public String begins(Column column, int width, String beginning) {
        return text("left(" + Sql.name(column.name()) + ", " + width + ")", beginning);
    }

    @Override
    public String days(List<StoredColumn> columns, String rows) {
        String times = columns.stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "));
        List<String> each = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = Sql.name(columns.get(i).name());
            String number = columns.get(i).column().type() == Primitive.DATE
                    ? "datediff(" + name + ", '1970-01-01')"
                    : "timestampdiff(microsecond, timestamp'1970-01-01 00:00:00', " + name + ")";
            each.add("select " + i + ", true, min(" + number + "), max(" + number + ") from gone where " + name
                    + " is not null group by to_days(" + name + ")");
        }
        return "with gone as (select " + times + " " + rows + ") " + String.join(" union all ", each);
    }

    @Override
    public void demandBearable(AssetName table, List<StoredColumn> columns) {
        new Names(kind, table).demandBearable(columns);
    }
}
