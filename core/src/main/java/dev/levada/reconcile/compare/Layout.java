package dev.levada.reconcile.compare;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.project.AssetName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of both sides are laid out to be compared.
 *
 * @param key the columns that tell rows apart; empty if a row is told by all that it holds
 * @param columns the columns that are compared, those of the key among them
 */
public record Layout(List<Column> key, List<Column> columns) {
    /** A row's digest: 128 bits. */
    static final String DIGEST = "levada_digest";

    private static final String KEY = "levada_k";
    private static final String DIGEST_TYPE = "UHUGEINT";

    public Layout {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    /** Whether there are columns that tell rows apart. */
    public boolean isKeyed() {
        return !key.isEmpty();
    }

    /** The names of the columns that tell rows apart, in what {@link #rows} gives. */
    List<String> keyNames() {
        return IntStream.range(0, Math.max(1, key.size()))
                .mapToObj(index -> KEY + index)
                .toList();
    }

    String keyList() {
        return String.join(", ", keyNames());
    }

    /** The order of rows by their key. */
    String keyOrder() {
        return keyNames().stream().map(name -> name + " NULLS FIRST").collect(Collectors.joining(", "));
    }

    /** Whether two relations' rows have the same key. */
    String sameKey(String one, String other) {
        return keyNames().stream()
                .map(name -> one + "." + name + " IS NOT DISTINCT FROM " + other + "." + name)
                .collect(Collectors.joining(" AND "));
    }

    /** A literal for a part of a key. @param printed as the engine prints it */
    String literal(int index, @Nullable String printed) {
        return isKeyed()
                ? Literal.value(printed, key.get(index).type())
                : "CAST(" + Literal.text(String.valueOf(printed)) + " AS " + DIGEST_TYPE + ")";
    }

    /** The rows of a relation: key and digest, and what else is asked for, each with a comma before it. */
    String rows(AssetName relation, String more) {
        return "SELECT " + keys() + ", " + DIGEST + more + " FROM (SELECT *, md5_number(" + CanonicalText.ofRow(columns)
                + ") AS " + DIGEST + " FROM " + relation + ")";
    }

    private String keys() {
        if (!isKeyed()) {
            return DIGEST + " AS " + KEY + "0";
        }
        return IntStream.range(0, key.size())
                .mapToObj(index -> keyValue(key.get(index)) + " AS " + KEY + index)
                .collect(Collectors.joining(", "));
    }

    /** Of the two zeros one, so that keys are equal if and only if their rows meet. */
    private static String keyValue(Column column) {
        String value = CanonicalText.cast(column);
        Type type = column.type();
        return type == Primitive.FLOAT || type == Primitive.DOUBLE
                ? "CASE WHEN " + value + " = 0 THEN CAST(0 AS " + type.sql() + ") ELSE " + value + " END"
                : value;
    }
}
