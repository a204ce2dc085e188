package dev.levada.store.postgresql;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.connector.postgresql.Places;
import dev.levada.connector.postgresql.StoredTypes;
import dev.levada.project.AssetName;
import dev.levada.store.StoredColumn;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Words;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL's SQL. */
final class PostgresqlWords implements Words {
    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public String table(AssetName table) {
        return Sql.name(table.schema()) + "." + Sql.name(table.table());
    }

    @Override
    public String staging(String name) {
        return "levada_staging." + Sql.name(name);
    }

    @Override
    public String books(String name) {
        return "levada." + name;
    }

    @Override
    public String type(Type type) {
        return StoredTypes.sql(type);
    }

    @Override
    public String json() {
        return "?::jsonb";
    }

    @Override
    public String unlessThere(List<String> key) {
        return "on conflict (" + String.join(", ", key) + ") do nothing";
    }

    @Override
    public String storage(AssetName table) {
        return "pg_relation_filenode(" + Sql.text(table(table)) + "::regclass)";
    }

    @Override
    public String state() {
        return "(select count(*) from levada.changes c where c.table_id = t.id) || '@' ||"
                + " coalesce(pg_relation_filenode(to_regclass(format('%I.%I', t.schema_name, t.table_name)))::text, '')";
    }

    @Override
    public String place() {
        return "ctid";
    }

    @Override
    public String among(long[] places, int from, int to) {
        return "ctid = any ('" + Places.array(places, from, to) + "'::tid[])";
    }

    @Override
    public String within(Column column, LocalDateTime from, LocalDateTime to) {
        String name = Sql.name(column.name());
        return "(" + name + " >= " + moment(column, from) + " and " + name + " < " + moment(column, to) + ")";
    }

    private static String moment(Column column, LocalDateTime time) {
        boolean isZoned = column.type() == Primitive.TIMESTAMPTZ;
        String text = time.toString().replace('T', ' ') + (isZoned ? "+00" : "");
        return "cast(" + Sql.text(text) + " as " + (isZoned ? "timestamptz" : "timestamp") + ")";
    }

    @Override
    public String has(Column column, String printed) {
        return Sql.name(column.name()) + " = cast(" + Sql.text(printed) + " as " + type(column.type()) + ")";
    }

    @Override
    public String begins(Column column, int width, String beginning) {
        return "left(" + Sql.name(column.name()) + ", " + width + ") = " + Sql.text(beginning);
    }

    @Override
    public String days(List<StoredColumn> columns, String rows) {
        String times = columns.stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "));
        List<String> each = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = Sql.name(columns.get(i).name());
            String number = number(columns.get(i));
            each.add("select " + i + ", isfinite(" + name + "), min(" + number + "), max(" + number
                    + ") from gone where " + name + " is not null group by isfinite(" + name
                    + "), case when isfinite(" + name + ") then date_trunc('day', " + name + "::timestamp) end");
        }
        return "with gone as materialized (select " + times + " " + rows + ") " + String.join(" union all ", each);
    }

    /** Days or microseconds from 1970 on; null for an infinity. */
    private static String number(StoredColumn column) {
        String name = Sql.name(column.name());
        return column.column().type() == Primitive.DATE
                ? "case when isfinite(" + name + ") then " + name + " - date '1970-01-01' end::bigint"
                : "case when isfinite(" + name + ") then (extract(epoch from " + name + ") * 1000000)::bigint end";
    }

    @Override
    public void demandBearable(AssetName table, List<StoredColumn> columns) {
        Names.demandBearable(table, columns);
    }
}
