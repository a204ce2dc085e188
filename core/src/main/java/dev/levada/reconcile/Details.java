package dev.levada.reconcile;

import dev.levada.api.Column;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.project.AssetName;
import dev.levada.reconcile.DifferingKey.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fetches the rows of some keys from both sides, and tells what differs in them. */
final class Details {
    private final Layout layout;
    private final Session session;

    Details(Layout layout, Session session) {
        this.layout = layout;
        this.session = session;
    }

    /** A key that differs. @param key its parts as text; a digest if rows are told apart by all that they hold */
    record Found(Verdict verdict, List<@Nullable String> key) {}

    /** A row. @param texts the canonical text of each column @param printed what the engine prints for it */
    private record Row(String digest, List<@Nullable String> texts, List<@Nullable String> printed) {}

    List<DifferingKey> of(List<Found> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        List<List<Row>> source = rows(Views.SOURCE, found);
        List<List<Row>> table = rows(Views.TABLE, found);
        List<DifferingKey> keys = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            keys.add(key(found.get(i), source.get(i), table.get(i)));
        }
        return keys;
    }

    private DifferingKey key(Found found, List<Row> source, List<Row> table) {
        int sourceRows = source.size();
        int tableRows = table.size();
        cancelOut(source, table);
        List<@Nullable String> key = layout.isKeyed() ? found.key() : List.of();
        return new DifferingKey(found.verdict(), key, sourceRows, tableRows, values(source, table));
    }

    private static void cancelOut(List<Row> source, List<Row> table) {
        for (Iterator<Row> rows = source.iterator(); rows.hasNext(); ) {
            String digest = rows.next().digest();
            for (int i = 0; i < table.size(); i++) {
                if (table.get(i).digest().equals(digest)) {
                    table.remove(i);
                    rows.remove();
                    break;
                }
            }
        }
    }

    /** Of several rows that are left on a side, the first. */
    private List<Value> values(List<Row> source, List<Row> table) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < layout.columns().size(); i++) {
            @Nullable String sourceText = at(i, source);
            @Nullable String tableText = at(i, table);
            boolean onOneSide = source.isEmpty() || table.isEmpty();
            if (onOneSide || !Objects.equals(sourceText, tableText)) {
                values.add(new Value(layout.columns().get(i).name(), printed(i, source), printed(i, table)));
            }
        }
        return values;
    }

    private static @Nullable String at(int column, List<Row> rows) {
        return rows.isEmpty() ? null : rows.get(0).texts().get(column);
    }

    private static @Nullable String printed(int column, List<Row> rows) {
        return rows.isEmpty() ? null : rows.get(0).printed().get(column);
    }

    /** For each key the rows of a side. */
    private List<List<Row>> rows(AssetName relation, List<Found> found) {
        List<List<Row>> rows = new ArrayList<>();
        found.forEach(key -> rows.add(new ArrayList<>()));
        int columns = layout.columns().size();
        try (Rows result = session.query(query(relation, found))) {
            for (@Nullable List<@Nullable Object> row = result.next(); row != null; row = result.next()) {
                List<@Nullable String> texts = new ArrayList<>();
                row.subList(2, row.size()).forEach(value -> texts.add(value == null ? null : value.toString()));
                rows.get(((Number) Objects.requireNonNull(row.get(0))).intValue())
                        .add(new Row(
                                String.valueOf(row.get(1)),
                                texts.subList(0, columns),
                                texts.subList(columns, 2 * columns)));
            }
        }
        return rows;
    }

    private String query(AssetName relation, List<Found> found) {
        StringBuilder keys = new StringBuilder();
        for (int place = 0; place < found.size(); place++) {
            List<@Nullable String> parts = found.get(place).key();
            keys.append(place == 0 ? "(" : ", (").append(place);
            for (int i = 0; i < parts.size(); i++) {
                keys.append(", ").append(layout.literal(i, parts.get(i)));
            }
            keys.append(')');
        }
        String names = names(column -> ", " + Literal.name(column.name()));
        return "SELECT levada_place, CAST(" + Layout.DIGEST + " AS VARCHAR)"
                + names(column -> ", " + CanonicalText.of(column))
                + names(column -> ", CAST(" + CanonicalText.cast(column) + " AS VARCHAR)") + " FROM ("
                + layout.rows(relation, names) + ") found JOIN (VALUES " + keys + ") wanted(levada_place, "
                + layout.keyList() + ") ON " + layout.sameKey("found", "wanted") + " ORDER BY levada_place, "
                + Layout.DIGEST;
    }

    private String names(Function<Column, String> pattern) {
        return layout.columns().stream().map(pattern).collect(Collectors.joining());
    }
}
