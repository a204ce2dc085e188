package dev.levada.reconcile.compare;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.project.AssetName;
import dev.levada.reconcile.compare.Figures.OfColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Computes what the rows of each chunk of a relation come to. */
record FiguresSql(Layout layout, Cuts cuts) {
    /** More digits than this, and the sum of many numbers may not fit. */
    private static final int SUMMABLE = 28;

    private static final int FIGURES_OF_COLUMN = 4;
    private static final int FIGURES_OF_ROWS = 3;

    /** The query: a row for each chunk that is not empty, its number first. */
    String query(AssetName relation) {
        List<String> figures = new ArrayList<>(List.of(
                cuts.chunk() + " AS levada_chunk",
                "count(*)",
                "printf('%x', sum(CAST(" + Layout.DIGEST + " >> 64 AS UBIGINT)))",
                "printf('%x', sum(CAST(" + Layout.DIGEST + " & 18446744073709551615 AS UBIGINT)))"));
        layout.columns().forEach(column -> figures.addAll(ofColumn(column)));
        String names = layout.columns().stream()
                .map(column -> ", " + Literal.name(column.name()))
                .collect(Collectors.joining());
        return "SELECT " + String.join(", ", figures) + " FROM (" + layout.rows(relation, names)
                + ") GROUP BY levada_chunk ORDER BY levada_chunk";
    }

    private static List<String> ofColumn(Column column) {
        String value = CanonicalText.cast(column);
        boolean ordered = column.type() instanceof Primitive || column.type() instanceof Type.Decimal;
        return List.of(
                "count(" + value + ")",
                ordered ? "CAST(min(" + value + ") AS VARCHAR)" : "NULL",
                ordered ? "CAST(max(" + value + ") AS VARCHAR)" : "NULL",
                isSummable(column.type()) ? "CAST(sum(" + value + ") AS VARCHAR)" : "NULL");
    }

    private static boolean isSummable(Type type) {
        return CanonicalText.isExact(type) && !(type instanceof Type.Decimal decimal && decimal.precision() > SUMMABLE);
    }

    static int chunk(List<@Nullable Object> row) {
        return ((Number) row.get(0)).intValue();
    }

    /** Reads a row of the query. */
    static Figures figures(List<@Nullable Object> row) {
        List<OfColumn> columns = new ArrayList<>();
        for (int i = 1 + FIGURES_OF_ROWS; i < row.size(); i += FIGURES_OF_COLUMN) {
            columns.add(
                    new OfColumn(number(row.get(i)), text(row.get(i + 1)), text(row.get(i + 2)), text(row.get(i + 3))));
        }
        return new Figures(number(row.get(1)), row.get(2) + "-" + row.get(3), columns);
    }

    private static long number(@Nullable Object value) {
        return value == null ? 0 : ((Number) value).longValue();
    }

    private static Optional<String> text(@Nullable Object value) {
        return Optional.ofNullable(value).map(Object::toString);
    }
}
