package dev.levada.store.postgresql;

import dev.levada.store.StoredColumn;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Words;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a table's columns become others. */
final class Shape {
    private final List<String> changes = new ArrayList<>();
    private final List<String> renamings = new ArrayList<>();

    private Shape() {}

    /** @param now the columns that it has  @param then those that it shall have */
    static Shape change(Words words, List<StoredColumn> now, List<StoredColumn> then) {
        Shape shape = new Shape();
        Map<Integer, StoredColumn> wanted = new HashMap<>();
        then.forEach(column -> wanted.put(column.id(), column));
        Map<Integer, StoredColumn> known = new HashMap<>();
        now.forEach(column -> known.put(column.id(), column));
        for (StoredColumn column : now) {
            StoredColumn after = wanted.get(column.id());
            if (after == null) {
                shape.changes.add("drop column " + Sql.name(column.name()));
                continue;
            }
            String type = words.type(after.column().type());
            if (!words.type(column.column().type()).equals(type)) {
                shape.changes.add("alter column " + Sql.name(column.name()) + " type " + type);
            }
            if (!column.name().equals(after.name())) {
                shape.renamings.add("rename column " + Sql.name(column.name()) + " to " + Sql.name(after.name()));
            }
        }
        then.stream()
                .filter(column -> !known.containsKey(column.id()))
                .forEach(column -> shape.changes.add("add column " + Sql.declared(words, column)));
        return shape;
    }

    /** Nobody can read the table from here to the end of the transaction. */
    void apply(Connection session, String table) throws SQLException {
        for (String renaming : renamings) {
            Sql.run(session, "alter table " + table + " " + renaming);
        }
        if (!changes.isEmpty()) {
            Sql.run(session, "alter table " + table + " " + String.join(", ", changes));
        }
    }
}
