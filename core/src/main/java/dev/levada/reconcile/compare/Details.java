package dev.levada.reconcile.compare;

import dev.levada.api.Column;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.project.AssetName;
import dev.levada.reconcile.compare.DifferingKey.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what differs in the rows of some keys. However many rows a key has, only one of each side comes here: the first that is
 * left when equal rows cancel each other out.
 */
final class Details {
    /** Before the columns, a row of the query has its place, its side, and the numbers of rows on both sides. */
    private static final int HEAD = 4;

    private static final String SOURCE_SIDE = "source";
    private static final String TABLE_SIDE = "table";

    private final Layout layout;
    private final Session session;

    Details(Layout layout, Session session) {
        this.layout = layout;
        this.session = session;
    }

    /** A key that differs. @param key its parts as text; a digest if rows are told apart by all that they hold */
    record Found(Verdict verdict, List<@Nullable String> key) {}

    /** What is left of a key. @param source the row of the source, as the query gave it @param table that of the table */
    private record Left(
            @Nullable List<@Nullable Object> source,
            @Nullable List<@Nullable Object> table) {
        private static final Left NOTHING = new Left(null, null);
    }

    List<DifferingKey> of(List<Found> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Map<Integer, Left> left = left(found);
        List<DifferingKey> keys = new ArrayList<>();
        for (int place = 0; place < found.size(); place++) {
            keys.add(key(found.get(place), left.getOrDefault(place, Left.NOTHING)));
        }
        return keys;
    }

    private Map<Integer, Left> left(List<Found> found) {
        Map<Integer, Left> left = new HashMap<>();
        try (Rows rows = session.query(query(found))) {
            for (@Nullable List<@Nullable Object> row = rows.next(); row != null; row = rows.next()) {
                Left of = SOURCE_SIDE.equals(row.get(1)) ? new Left(row, null) : new Left(null, row);
                left.merge(
                        (int) number(row, 0),
                        of,
                        (one, other) -> one.source() == null
                                ? new Left(other.source(), one.table())
                                : new Left(one.source(), other.table()));
            }
        }
        return left;
    }

    private DifferingKey key(Found found, Left left) {
        @Nullable List<@Nullable Object> any = left.source() != null ? left.source() : left.table();
        List<@Nullable String> key = layout.isKeyed() ? found.key() : List.of();
        return any == null
                ? new DifferingKey(found.verdict(), key, 0, 0, List.of())
                : new DifferingKey(found.verdict(), key, number(any, 2), number(any, 3), values(left));
    }

    private List<Value> values(Left left) {
        int columns = layout.columns().size();
        boolean onOneSide = left.source() == null || left.table() == null;
        List<Value> values = new ArrayList<>();
        for (int i = HEAD; i < HEAD + columns; i++) {
            if (onOneSide || !Objects.equals(text(left.source(), i), text(left.table(), i))) {
                values.add(new Value(
                        layout.columns().get(i - HEAD).name(),
                        text(left.source(), i + columns),
                        text(left.table(), i + columns)));
            }
        }
        return values;
    }

    private static @Nullable String text(@Nullable List<@Nullable Object> row, int index) {
        @Nullable Object value = row == null ? null : row.get(index);
        return value == null ? null : value.toString();
    }

    private static long number(List<@Nullable Object> row, int index) {
        return ((Number) Objects.requireNonNull(row.get(index))).longValue();
    }

    private String query(List<Found> found) {
        List<String> names = Stream.of("levada_text", "levada_printed")
                .flatMap(kind -> Stream.iterate(0, i -> i + 1)
                        .limit(layout.columns().size())
                        .map(i -> kind + i))
                .toList();
        String row = "levada_place, " + Layout.DIGEST;
        String any = names.stream()
                .map(name -> ", any_value(" + name + ") AS " + name)
                .collect(Collectors.joining());
        String counted = "SELECT " + row + ", sum(source) AS source, sum(held) AS held" + any + " FROM ("
                + side(Views.SOURCE, "1 AS source, 0 AS held") + " UNION ALL "
                + side(Views.TABLE, "0 AS source, 1 AS held") + ") GROUP BY " + row;
        return "WITH wanted(levada_place, " + layout.keyList() + ") AS (VALUES " + literals(found) + "), counted AS ("
                + counted + ") SELECT levada_place, CASE WHEN source > held THEN '" + SOURCE_SIDE + "' ELSE '"
                + TABLE_SIDE + "' END, CAST(rows_there AS BIGINT), CAST(rows_here AS BIGINT), "
                + String.join(", ", names)
                + " FROM (SELECT *, sum(source) OVER (PARTITION BY levada_place) AS rows_there, sum(held) OVER (PARTITION BY"
                + " levada_place) AS rows_here, row_number() OVER (PARTITION BY levada_place, sign(source - held) ORDER BY "
                + Layout.DIGEST + ") AS levada_rank FROM counted) WHERE source <> held AND levada_rank = 1";
    }

    private String side(AssetName relation, String counts) {
        return "SELECT levada_place, " + Layout.DIGEST + ", " + counts
                + forEach("levada_text", CanonicalText::of)
                + forEach("levada_printed", column -> "CAST(" + CanonicalText.cast(column) + " AS VARCHAR)") + " FROM ("
                + layout.rows(relation, names()) + ") found JOIN wanted ON " + layout.sameKey("found", "wanted");
    }

    private String names() {
        return layout.columns().stream()
                .map(column -> ", " + Literal.name(column.name()))
                .collect(Collectors.joining());
    }

    private String forEach(String name, Function<Column, String> expression) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < layout.columns().size(); i++) {
            String value = expression.apply(layout.columns().get(i));
            all.append(", ").append(value).append(" AS ").append(name).append(i);
        }
        return all.toString();
    }

    private String literals(List<Found> found) {
        List<String> keys = new ArrayList<>();
        for (int place = 0; place < found.size(); place++) {
            List<String> parts = new ArrayList<>(List.of(String.valueOf(place)));
            List<@Nullable String> key = found.get(place).key();
            for (int i = 0; i < key.size(); i++) {
                parts.add(layout.literal(i, key.get(i)));
            }
            keys.add("(" + String.join(", ", parts) + ")");
        }
        return String.join(", ", keys);
    }
}
