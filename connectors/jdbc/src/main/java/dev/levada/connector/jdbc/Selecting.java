package dev.levada.connector.jdbc;

import dev.levada.api.Column;
import dev.levada.api.table.Columns;
import dev.levada.api.table.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the statement for a selection, against the database as it is now. */
record Selecting(String name, Dialect dialect, Connection connection) {

    Query query(Selection selection) throws SQLException {
        String sql = selection.query().orElse("");
        if (selection.table().isPresent()) {
            String from = " from " + dialect.quoted(relation(selection.table().get()));
            List<Column> all = columns("select *" + from);
            sql = selection.chosen(name, all.stream().map(Column::name).toList()).stream()
                    .map(dialect::quoted)
                    .collect(Collectors.joining(", ", "select ", from + selection.where()));
        }
        List<Column> columns = columns(sql);
        Columns.requireDistinct(name, columns);
        return new Query(sql, columns);
    }

    /** The table's name as the database spells it. */
    private String relation(String table) throws SQLException {
        List<String> known =
                dialect.relations(connection).stream().map(Relation::name).toList();
        return Selection.spelling(name, table, known, "there is no table or view named '" + table + "'.");
    }

    private List<Column> columns(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            List<Column> columns = dialect.declared(statement);
            if (columns.isEmpty()) {
                throw Selection.wrong(name, "the query returns no rows; it should be a select.");
            }
            return columns;
        }
    }
}
