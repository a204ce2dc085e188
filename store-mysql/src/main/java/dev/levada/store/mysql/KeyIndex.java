package dev.levada.store.mysql;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import dev.levada.store.database.ColumnMerge;
import dev.levada.store.database.books.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The index by which rows of a table are found that new ones meet. */
record KeyIndex(Connection session, TableVersion version) {
    /** So many characters, of four bytes each, an index holds in all. */
    private static final int CHARACTERS = 700;

    /** Makes it, unless the table has one that begins with these columns, in any order. Of texts it holds the beginnings. */
    void demand(List<String> key) throws SQLException {
        if (isThere(key)) {
            return;
        }
        List<String> parts = new ArrayList<>();
        for (String name : key) {
            Optional<Column> column = ColumnMerge.find(version.columns(), name).map(StoredColumn::column);
            parts.add(Sql.name(name)
                    + (column.filter(KeyIndex::isLong).isPresent() ? "(" + CHARACTERS / key.size() + ")" : ""));
        }
        String index = "levada_key_" + Integer.toHexString(key.hashCode());
        String table = Sql.name(MysqlWords.name(version.table()));
        Sql.run(session, "create index " + index + " on " + table + " (" + String.join(", ", parts) + ")");
    }

    private static boolean isLong(Column column) {
        return column.type() == Primitive.VARCHAR || column.type() == Primitive.BLOB;
    }

    private boolean isThere(List<String> key) throws SQLException {
        String columns = key.stream().map(Sql::text).collect(Collectors.joining(", "));
        return Sql.isTrue(
                session,
                "select exists (select index_name from information_schema.statistics where table_schema = database() and"
                        + " table_name = " + Sql.text(MysqlWords.name(version.table())) + " and seq_in_index <= "
                        + key.size() + " and column_name in (" + columns + ") group by index_name having"
                        + " count(distinct column_name) = " + key.size() + ")");
    }
}
