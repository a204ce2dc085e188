package dev.levada.engine.duckdb;

import java.util.Arrays;
import java.util.List;

/** Batches of rows with a key, as queries. */
final class KeyedRows {
    private KeyedRows() {}

    static String values(String... rows) {
        return rows.length == 0
                ? "SELECT 1 AS \"Id\", 'none' AS \"full name\" WHERE false"
                : "SELECT * FROM (VALUES " + String.join(", ", rows) + ") t(\"Id\", \"full name\")";
    }

    static String timed(String... rows) {
        return "SELECT * FROM (VALUES " + String.join(", ", rows) + ") t(\"Id\", \"full name\", \"at\")";
    }

    static String ids(int... ids) {
        List<String> rows =
                Arrays.stream(ids).mapToObj(id -> "(" + id + ", 'n" + id + "')").toList();
        return values(rows.toArray(String[]::new));
    }
}
