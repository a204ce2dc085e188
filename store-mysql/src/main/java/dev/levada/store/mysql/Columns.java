package dev.levada.store.mysql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.AssetName;
import dev.levada.store.StoredColumn;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Words;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The columns that a table has, and how they become others. What nobody minds is done before the rows come: columns are added, get
 * wider, and change capitals. What would hurt those who read the table as it is waits: a column is dropped afterwards, and one of
 * another type has a name of its own until then.
 */
final class Columns {
    private final Words words;
    private final AssetName table;
    private final List<StoredColumn> before;
    private final List<StoredColumn> after;
    private final Map<String, String> present;

    private Columns(
            Words words,
            AssetName table,
            List<StoredColumn> before,
            List<StoredColumn> after,
            Map<String, String> present) {
        this.words = words;
        this.table = table;
        this.before = before;
        this.after = after;
        this.present = present;
    }

    /** @param before those that the newest commit has  @param after those that the next will have */
    static Columns of(
            Connection session, Words words, AssetName table, List<StoredColumn> before, List<StoredColumn> after)
            throws SQLException {
        return new Columns(words, table, before, after, present(session, table));
    }

    /** The columns that are there, by their names, capitals aside: what others said of each, as it stands behind its type. */
    static Map<String, String> present(Connection session, AssetName table) throws SQLException {
        Map<String, String> present = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (PreparedStatement select = session.prepareStatement("select column_name, is_nullable, column_comment from"
                + " information_schema.columns where table_schema = database() and table_name = ?")) {
            select.setString(1, MysqlWords.name(table));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String nulls = row.getString(2).equals("NO") ? " not null" : "";
                    present.put(row.getString(1), nulls + " comment " + Sql.text(row.getString(3)));
                }
            }
        }
        return present;
    }

    private Optional<StoredColumn> known(StoredColumn column) {
        return before.stream().filter(each -> each.id() == column.id()).findFirst();
    }

    /** Whether a column that is to be added has the name of another that is there. */
    private boolean isTaken(StoredColumn column) {
        return known(column).isEmpty() && present.containsKey(column.name());
    }

    /** A column that Levada has not made is not dropped for one of its name. */
    private void demandOwn(StoredColumn column) {
        boolean isOwn = before.stream().anyMatch(each -> each.name().equalsIgnoreCase(column.name()));
        if (isTaken(column) && !isOwn) {
            throw new LevadaException(
                    "store.taken",
                    Blame.PROJECT,
                    table + " has a column '" + column.name() + "' in the database already, and Levada did not make it."
                            + " Rename or drop it, or give the asset's another name.");
        }
    }

    /** The column of a row's place, as it stands in a table's declaration. */
    static String place(Words words) {
        return words.place() + " bigint unsigned not null invisible auto_increment primary key";
    }

    private static String waiting(StoredColumn column) {
        return "levada_" + column.id();
    }

    /** The columns that must be there before the rows come, and are not. */
    List<String> missing() {
        return after.stream()
                .filter(column -> known(column).isEmpty())
                .map(column -> isTaken(column) ? waiting(column) : column.name())
                .filter(name -> !present.containsKey(name))
                .toList();
    }

    /** What makes the table ready for the rows; empty if it is. */
    List<String> changes() {
        List<String> changes = new ArrayList<>();
        for (StoredColumn column : after) {
            String type = words.type(column.column().type());
            Optional<StoredColumn> known = known(column);
            if (known.isEmpty()) {
                demandOwn(column);
                String name = isTaken(column) ? waiting(column) : column.name();
                if (!present.containsKey(name)) {
                    changes.add("add column " + Sql.name(name) + " " + type);
                }
            } else {
                String old = known.get().name();
                if (!words.type(known.get().column().type()).equals(type)) {
                    changes.add("change column " + Sql.name(old) + " " + Sql.name(column.name()) + " " + type
                            + present.getOrDefault(old, ""));
                } else if (!old.equals(column.name())) {
                    changes.add("rename column " + Sql.name(old) + " to " + Sql.name(column.name()));
                }
            }
        }
        return changes;
    }

    /** Writes down what is to be done once the rows are there. The table is ready for them. */
    void decide(Steps steps, long tableId) throws SQLException {
        for (StoredColumn column : after) {
            if (known(column).isEmpty() && present.containsKey(waiting(column))) {
                steps.decide(tableId, column.name(), Optional.of(waiting(column)));
            }
        }
        for (StoredColumn column : before) {
            boolean stays = after.stream()
                    .anyMatch(each -> each.id() == column.id() || each.name().equalsIgnoreCase(column.name()));
            if (!stays) {
                steps.decide(tableId, column.name(), Optional.empty());
            }
        }
    }
}
