package dev.levada.reconcile.compare;

import dev.levada.project.AssetName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of both sides are cut into chunks: each chunk begins at a key, the first before all others.
 *
 * @param begins the keys that chunks begin at but for the first, ascending, each part as the engine prints it
 */
record Cuts(Layout layout, List<List<@Nullable String>> begins) {

    int chunks() {
        return begins.size() + 1;
    }

    /** The number of a row's chunk, counted from 0: as many comparisons as it takes to find it by halves. */
    String chunk() {
        return chunk(0, begins.size());
    }

    private String chunk(int from, int to) {
        if (from == to) {
            return String.valueOf(from);
        }
        int middle = (from + to) >>> 1;
        return "CASE WHEN " + isBelow(begins.get(middle), 0) + " THEN " + chunk(from, middle) + " ELSE "
                + chunk(middle + 1, to) + " END";
    }

    /** Nulls come first. */
    private String isBelow(List<@Nullable String> begin, int index) {
        String name = layout.keyNames().get(index);
        @Nullable String printed = begin.get(index);
        String literal = layout.literal(index, printed);
        String less = printed == null ? "false" : "coalesce(" + name + " < " + literal + ", true)";
        if (index == begin.size() - 1) {
            return less;
        }
        return "(" + less + " OR (" + name + " IS NOT DISTINCT FROM " + literal + " AND " + isBelow(begin, index + 1)
                + "))";
    }

    /** Asks for the keys of a relation that chunks of so many rows begin at. */
    static String query(Layout layout, AssetName relation, long size) {
        List<String> printed = new ArrayList<>();
        layout.keyNames().forEach(name -> printed.add("CAST(" + name + " AS VARCHAR)"));
        return "SELECT " + String.join(", ", printed) + " FROM (SELECT " + layout.keyList()
                + ", row_number() OVER (ORDER BY " + layout.keyOrder() + ") - 1 AS levada_place FROM ("
                + layout.rows(relation, "") + ")) WHERE levada_place > 0 AND levada_place % " + size
                + " = 0 ORDER BY levada_place";
    }
}
