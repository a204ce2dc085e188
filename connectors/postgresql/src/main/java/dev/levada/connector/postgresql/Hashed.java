package dev.levada.connector.postgresql;

import dev.levada.api.Column;
import dev.levada.api.Hashing;
import dev.levada.api.table.Columns;
import dev.levada.api.table.Selection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What an extract is of, with a hash of each row that the server computes. */
record Hashed(Target target, Catalog catalog) {

    /** The same rows. */
    Target all() throws SQLException {
        return of(names(), target.filter(), target.leaves());
    }

    /** Of the same rows only the key, as the project spells it, and the hash. */
    Target keys(List<String> key) throws SQLException {
        return of(spelled(key), target.filter(), target.leaves());
    }

    /** Those of the rows that have some keys. */
    Target rows(List<String> key, List<List<String>> keys) throws SQLException {
        List<String> columns = spelled(key);
        List<String> arrays = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            // Joined to an empty array of the column's type, the literal is read as one of that type too.
            arrays.add("array_cat(array(select " + Server.quoted(columns.get(i)) + " from "
                    + target.query().from() + " limit 0), " + literal(keys, i) + ")");
        }
        String found = "(" + quoted(columns) + ") in (select * from unnest(" + String.join(", ", arrays) + "))";
        return of(names(), Query.all(List.of(target.filter(), found)), List.of());
    }

    private Target of(List<String> columns, String filter, List<Leaf> leaves) throws SQLException {
        String from = target.query().from();
        String select =
                "select " + quoted(columns) + ", " + hash() + " as " + Server.quoted(Hashing.COLUMN) + " from " + from;
        List<Field> fields = catalog.fields(select);
        String fingerprint =
                Columns.fingerprint(fields.stream().map(Field::column).toList());
        return new Target(new Query(from, select, fingerprint, hash()), fields, filter, leaves);
    }

    private List<String> spelled(List<String> key) {
        String connection = catalog.server().name();
        return key.stream()
                .map(column -> Selection.spelling(
                        connection,
                        column,
                        names(),
                        "the key's column '" + column + "' is not among those that are read."))
                .toList();
    }

    /** 128 bits of SHA-256 over the row as text, which tells null from an empty text and one column from the next. */
    private String hash() {
        return "substring(encode(sha256(convert_to(row(" + quoted(names()) + ")::text, 'UTF8')), 'hex') for 32)::uuid";
    }

    private List<String> names() {
        return target.columns().stream().map(Column::name).toList();
    }

    private static String literal(List<List<String>> keys, int column) {
        return keys.stream()
                .map(key -> '"' + key.get(column).replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .map(text -> text.replace("\\", "\\\\").replace("'", "''"))
                .collect(Collectors.joining(",", "E'{", "}'"));
    }

    private static String quoted(List<String> columns) {
        return columns.stream().map(Server::quoted).collect(Collectors.joining(", "));
    }
}
