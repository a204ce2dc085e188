package dev.levada.connector.postgresql;

import dev.levada.api.Hashing;
import dev.levada.api.table.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an extract chooses.
 *
 * @param relation the table as it stands in SQL; empty for a query
 * @param pages how many pages the table has that can be read by ranges; 0 if it is read in one part
 * @param select the statement whose columns are read
 * @param names the names of these columns
 */
record Chosen(String relation, long pages, String select, List<String> names) {
    private static final String HASH = Server.quoted(Hashing.COLUMN);

    Chosen {
        names = List.copyOf(names);
    }

    private String from() {
        return relation.isEmpty() ? Part.within(select) : relation;
    }

    /** The same rows, each with its hash. */
    Chosen hashed() {
        return new Chosen(relation, pages, "select " + quoted(names) + ", " + hash() + " from " + from(), names);
    }

    /** Of the same rows only the key, as this spells it, and the hash. */
    Chosen keys(String connection, List<String> key) {
        String columns = quoted(spelled(connection, key));
        return new Chosen(relation, pages, "select " + columns + ", " + hash() + " from " + from(), key);
    }

    /** Those of the rows that have some keys, each with its hash. */
    Chosen rows(String connection, List<String> key, List<List<String>> keys) {
        List<String> columns = spelled(connection, key);
        List<String> arrays = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            // Joined to an empty array of the column's type, the literal is read as one of that type too.
            arrays.add("array_cat(array(select " + Server.quoted(columns.get(i)) + " from " + from() + " limit 0), "
                    + literal(keys, i) + ")");
        }
        String where = " where (" + quoted(columns) + ") in (select * from unnest(" + String.join(", ", arrays) + "))";
        return new Chosen("", 0, hashed().select() + where, names);
    }

    private List<String> spelled(String connection, List<String> key) {
        return key.stream()
                .map(column -> Selection.spelling(
                        connection,
                        column,
                        names,
                        "the key's column '" + column + "' is not among those that are read."))
                .toList();
    }

    /** 128 bits of SHA-256 over the row as text, which tells null from an empty text and one column from the next. */
    private String hash() {
        return "substring(encode(sha256(convert_to(row(" + quoted(names) + ")::text, 'UTF8')), 'hex') for 32)::uuid as "
                + HASH;
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
