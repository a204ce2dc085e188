package dev.levada.connector.jdbc;

import dev.levada.api.Column;
import dev.levada.api.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the statement for a selection, against the database as it is now. */
record Selecting(String name, Dialect dialect, Connection connection) {

    Query query(Selection selection) throws SQLException {
        String sql = selection.query().orElse("");
        if (selection.table().isPresent()) {
            String from = " from " + dialect.quoted(relation(selection.table().get()));
            List<Column> all = columns("select *" + from);
            sql = chosen(selection, all).stream()
                    .map(dialect::quoted)
                    .collect(Collectors.joining(", ", "select ", from));
        }
        List<Column> columns = columns(sql);
        checkDistinct(columns);
        return new Query(sql, columns);
    }

    /** The table's name as the database spells it. */
    private String relation(String table) throws SQLException {
        List<String> known =
                dialect.relations(connection).stream().map(Relation::name).toList();
        return spelling(table, known, "there is no table or view named '" + table + "'.");
    }

    private List<String> chosen(Selection selection, List<Column> all) {
        List<String> known = all.stream().map(Column::name).toList();
        if (selection.columns().isEmpty()) {
            return known;
        }
        List<String> chosen = new ArrayList<>();
        for (String column : selection.columns()) {
            chosen.add(spelling(column, known, selection.what() + " has no column named '" + column + "'."));
        }
        return chosen;
    }

    private String spelling(String written, List<String> known, String otherwise) {
        if (known.contains(written)) {
            return written;
        }
        return known.stream()
                .filter(written::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> Selection.wrong(name, otherwise + " " + Names.hint(written, known)));
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

    private void checkDistinct(List<Column> columns) {
        Set<String> seen = new HashSet<>();
        for (Column column : columns) {
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                throw Selection.wrong(
                        name, "two columns are named '" + column.name() + "'. Give one another name with `as`.");
            }
        }
    }
}
