package dev.levada.connector.postgresql;

import dev.levada.api.Column;
import dev.levada.api.table.Columns;
import dev.levada.api.table.Selection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an extract is of, as the database has it now.
 *
 * @param query what is extracted, without its filter
 * @param fields its columns
 * @param filter the condition that its rows meet; empty for all
 * @param leaves the tables that keep its rows; none if they cannot be read by ranges of pages
 */
record Target(Query query, List<Field> fields, String filter, List<Leaf> leaves) {

    static Target of(Selection selection, Catalog catalog) throws SQLException {
        return selection.table().isPresent()
                ? ofTable(selection, catalog.relation(selection.table().get()), catalog)
                : ofQuery(selection.query().orElseThrow(), catalog);
    }

    private static Target ofTable(Selection selection, Relation table, Catalog catalog) throws SQLException {
        String connection = catalog.server().name();
        List<String> all = names(catalog.fields("select * from " + table.sql()));
        String select = selection.chosen(connection, all).stream()
                .map(Server::quoted)
                .collect(Collectors.joining(", ", "select ", " from " + table.sql() + selection.where()));
        String filter =
                selection.filter().isEmpty() ? "" : "(" + selection.filter().get() + "\n)";
        if (!filter.isEmpty()) {
            catalog.fields("select " + filter + " from " + table.sql()); // fails now if that is more than a condition
        }
        List<Field> fields = catalog.fields(select);
        return new Target(new Query(table.sql(), select, columns(fields)), fields, filter, catalog.leaves(table));
    }

    private static Target ofQuery(String query, Catalog catalog) throws SQLException {
        String select = query.strip().replaceFirst("[;\\s]+$", "");
        List<Field> fields = catalog.fields(select);
        Columns.requireDistinct(catalog.server().name(), columns(fields));
        catalog.fields("select * from " + Query.within(select)); // fails now if that is more than one select
        return new Target(new Query(Query.within(select), select, columns(fields)), fields, "", List.of());
    }

    private static List<String> names(List<Field> fields) {
        return columns(fields).stream().map(Column::name).toList();
    }

    private static List<Column> columns(List<Field> fields) {
        return fields.stream().map(Field::column).toList();
    }

    List<Column> columns() {
        return columns(fields);
    }

    /** What follows the list of columns in a statement about rows that also meet a condition. */
    String rows(String condition) {
        return " from " + query.from() + " where " + Query.all(List.of(filter, condition));
    }
}
