package dev.levada.store.postgresql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.AssetName;
import dev.levada.store.StoredColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Which names tables and columns can have in a database. */
final class Names {
    /** What the server keeps of a name; it cuts off the rest without a word. */
    private static final int LONGEST = 63;

    private static final Set<String> OWN = Set.of("levada", "levada_staging", "information_schema", "pg_catalog");
    private static final Set<String> HIDDEN = Set.of("ctid", "tableoid", "xmin", "xmax", "cmin", "cmax");

    private Names() {}

    static void demandBearable(AssetName table, List<StoredColumn> columns) {
        demandShort(table, "schema", table.schema());
        demandShort(table, "table", table.table());
        if (OWN.contains(table.schema()) || table.schema().startsWith("pg_")) {
            throw wrong(table, "the schema '" + table.schema() + "' of a database is not for tables of projects");
        }
        for (StoredColumn column : columns) {
            demandShort(table, "column", column.name());
            if (HIDDEN.contains(column.name())) {
                throw wrong(table, "PostgreSQL has a hidden column '" + column.name() + "' in every table");
            }
        }
    }

    private static void demandShort(AssetName table, String what, String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw wrong(
                    table,
                    "the name of the " + what + " '" + name + "' has " + length + " bytes, and PostgreSQL keeps "
                            + LONGEST);
        }
    }

    private static LevadaException wrong(AssetName table, String why) {
        return new LevadaException(
                "store.name",
                Blame.PROJECT,
                table + " cannot be kept in PostgreSQL: " + why + ". Choose another name.");
    }
}
