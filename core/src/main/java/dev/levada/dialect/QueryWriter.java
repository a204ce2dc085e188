package dev.levada.dialect;

import dev.levada.algebra.Refusal;
import dev.levada.algebra.Relation;
import dev.levada.algebra.ValueType;
import dev.levada.algebra.ValueType.Kind;
import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.project.AssetName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes a whole query. Used once. */
public final class QueryWriter {
    private final Dialect dialect;
    private final List<Refusal> refusals = new ArrayList<>();
    private final RelationWriter relations;

    public QueryWriter(Dialect dialect, Map<AssetName, Residence> inputs) {
        this.dialect = dialect;
        this.relations = new RelationWriter(dialect, inputs, refusals);
    }

    /** The query, which means something only if nothing was {@link #refusals refused}. */
    public String write(Relation relation, List<Column> result) {
        try {
            return written(relation, result);
        } catch (RelationWriter.Refused e) {
            return "";
        }
    }

    private String written(Relation relation, List<Column> result) {
        Block block = relations.write(relation);
        if (block.body != null) {
            block = relations.wrap(block);
        }
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < result.size(); i++) {
            selected.add(output(block.columns.get(i), result.get(i)));
        }
        return relations.withNamed(block.sql(String.join(", ", selected)));
    }

    /** What has no equivalent, in the order of the text, each once. */
    public List<Refusal> refusals() {
        return refusals.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Refusal::offset))
                .toList();
    }

    private String output(Piece piece, Column column) {
        int bytes = column.name().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > dialect.longestName()) {
            refuse(
                    "name of " + bytes + " bytes",
                    "%s keeps %d bytes of a column's name; give '%s' a shorter one with AS."
                            .formatted(dialect.name(), dialect.longestName(), column.name()));
        }
        return typed(piece, column) + " AS " + dialect.quoted(column.name());
    }

    private String typed(Piece piece, Column column) {
        ValueType wanted = valueType(column.type());
        // The digits of decimals that were computed are not bounded.
        if (piece.type().kind() == wanted.kind() && !wanted.is(Kind.DECIMAL)) {
            return piece.sql();
        }
        try {
            return "CAST(" + piece.sql() + " AS " + dialect.type(wanted) + ")";
        } catch (Untranslatable e) {
            if (refusals.isEmpty()) {
                refuse(e.what(), e.why());
            }
            return piece.sql();
        }
    }

    private void refuse(String what, String why) {
        refusals.add(new Refusal(-1, what, why));
    }

    private static ValueType valueType(Type type) {
        if (type instanceof Type.Decimal decimal) {
            return ValueType.decimal(decimal.precision(), decimal.scale());
        }
        return type instanceof Type.Primitive primitive
                ? ValueType.of(Kind.valueOf(primitive.name()))
                : ValueType.other(type.sql());
    }
}
