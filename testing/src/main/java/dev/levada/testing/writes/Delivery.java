package dev.levada.testing.writes;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a source has for one run.
 *
 * @param rows each with some of the columns; {@code id} is a number, or a text that is none
 * @param shape which columns the source has
 * @param region the region that the extract's {@code where} asks for; empty for all
 */
record Delivery(List<Row> rows, Shape shape, Optional<String> region) {
    Delivery {
        rows = List.copyOf(rows);
    }

    /** The columns of a source: those that it has from the beginning, or these and one more. */
    enum Shape {
        FIRST,
        WIDER
    }

    /** The columns with the types that the source declares. */
    List<Column> columns(Type time) {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("id", Primitive.BIGINT),
                new Column("part", Primitive.VARCHAR),
                new Column("v", Primitive.VARCHAR),
                new Column("city", Primitive.VARCHAR),
                new Column("n", Primitive.BIGINT),
                new Column("at", time),
                new Column("op", Primitive.VARCHAR),
                new Column("region", Primitive.VARCHAR)));
        if (shape == Shape.WIDER) {
            columns.add(new Column("extra", Primitive.VARCHAR));
        }
        return List.copyOf(columns);
    }

    /** The condition that is the extract's {@code where}. */
    Optional<String> where() {
        return region.map(name -> "region = '" + name + "'");
    }

    boolean isInScope(Row row) {
        return region.isEmpty() || region.get().equals(row.get("region"));
    }

    /** Rows that the filter leaves out. It cannot tell of a row that has neither a region nor a readable id. */
    boolean isFiltered(Row row) {
        return !isInScope(row) && !(row.get("region") == null && hasBrokenId(row));
    }

    /** Rows that break the contract. */
    boolean isQuarantined(Row row) {
        return !isFiltered(row) && (hasBrokenId(row) || (row.get("n") instanceof Long n && n < 0));
    }

    static boolean hasBrokenId(Row row) {
        return row.get("id") instanceof String;
    }
}
