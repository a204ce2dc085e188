package dev.levada.connector.jdbc;

import dev.levada.api.table.Columns;
import dev.levada.api.table.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the query for a selection, against the database as it is now. */
record Selecting(Dialect dialect, Connection connection) {

    Query query(Selection selection) throws SQLException {
        Query query = selection.table().isPresent()
                ? table(selection, relation(selection.table().get()))
                : statement(selection.query().orElseThrow());
        Columns.requireDistinct(dialect.name(), query.columns());
        return query;
    }

    private Query table(Selection selection, Relation relation) throws SQLException {
        Map<String, Field> fields = fields("select * from " + relation.sql()).stream()
                .collect(Collectors.toMap(Field::name, field -> field, (one, same) -> one, LinkedHashMap::new));
        List<String> chosen = selection.chosen(dialect.name(), List.copyOf(fields.keySet()));
        String base = chosen.stream()
                .map(dialect::quoted)
                .collect(Collectors.joining(", ", "select ", " from " + relation.sql() + selection.where()));
        if (selection.filter().isPresent()) {
            fields(base); // fails now if that is not a condition
        }
        return new Query(
                Optional.of(relation),
                base,
                selection.where(),
                fields.values().stream()
                        .filter(field -> chosen.contains(field.name()))
                        .sorted(Comparator.comparingInt(field -> chosen.indexOf(field.name())))
                        .toList());
    }

    private Query statement(String sql) throws SQLException {
        String single = sql.strip().replaceFirst("[;\\s]+$", "");
        return new Query(Optional.empty(), single, "", fields(single));
    }

    /** The table as the database spells it. */
    private Relation relation(String table) throws SQLException {
        Map<String, Relation> known = dialect.relations(connection).stream()
                .collect(
                        Collectors.toMap(Relation::name, relation -> relation, (one, same) -> one, LinkedHashMap::new));
        String spelled = Selection.spelling(
                dialect.name(), table, known.keySet(), "there is no table or view named '" + table + "'.");
        Relation relation = known.get(spelled);
        if (relation == null) {
            throw new IllegalStateException(spelled);
        }
        return relation;
    }

    private List<Field> fields(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            List<Field> fields = dialect.fields(statement);
            if (fields.isEmpty()) {
                throw Selection.wrong(dialect.name(), "the query returns no rows; it should be a select.");
            }
            return fields;
        }
    }
}
