package dev.levada.store.lake.layout;

import dev.levada.contract.PartitionField;
import dev.levada.contract.PartitionField.Transform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * One part of how a table's files are laid out, by the column's id, so that it survives renaming.
 *
 * @param declared how the project spells it
 * @param source the column's id
 * @param type the column's type
 */
public record PartitionPart(PartitionField declared, int source, Type type) {
    private static final Pattern WIDE = Pattern.compile("(bucket|truncate)\\[(\\d+)]");

    /** Declared parts and constants of a staging, in that order. */
    public static List<PartitionPart> of(Schema schema, List<PartitionField> declared, Collection<String> constants) {
        List<PartitionPart> parts = new ArrayList<>(of(schema, declared));
        constants.stream()
                .sorted()
                .map(column -> of(schema, new PartitionField(column, Transform.IDENTITY, 0)))
                .filter(part -> !parts.contains(part))
                .forEach(parts::add);
        return parts;
    }

    public static List<PartitionPart> of(Schema schema, List<PartitionField> declared) {
        return declared.stream().map(field -> of(schema, field)).toList();
    }

    /** @param field names the column, capitals aside */
    public static PartitionPart of(Schema schema, PartitionField field) {
        NestedField column = schema.columns().stream()
                .filter(each -> each.name().equalsIgnoreCase(field.column()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column for partition field " + field));
        PartitionField spelled = new PartitionField(column.name(), field.transform(), field.width());
        return new PartitionPart(spelled, column.fieldId(), column.type());
    }

    /** The parts of a spec that Levada knows and whose columns are there. */
    public static List<PartitionPart> of(Schema schema, PartitionSpec spec) {
        return spec.fields().stream()
                .flatMap(field -> of(schema, field).stream())
                .toList();
    }

    private static Optional<PartitionPart> of(Schema schema, org.apache.iceberg.PartitionField field) {
        NestedField column = schema.findField(field.sourceId());
        String transform = field.transform().toString();
        if (column == null || transform.equals("void")) {
            return Optional.empty();
        }
        Matcher wide = WIDE.matcher(transform);
        PartitionField declared = wide.matches()
                ? new PartitionField(column.name(), transform(wide.group(1)), Integer.parseInt(wide.group(2)))
                : new PartitionField(column.name(), transform(transform), 0);
        return Optional.of(new PartitionPart(declared, field.sourceId(), column.type()));
    }

    private static Transform transform(String name) {
        return Transform.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** What Iceberg calls the transform. */
    public String transform() {
        String name = declared.transform().name().toLowerCase(Locale.ROOT);
        return declared.transform().isWide() ? name + "[" + declared.width() + "]" : name;
    }

    public boolean matches(org.apache.iceberg.PartitionField field) {
        return field.sourceId() == source && field.transform().toString().equals(transform());
    }

    /** Where the part is in a spec's tuples; negative if it is not. */
    public int placeIn(PartitionSpec spec) {
        for (int i = 0; i < spec.fields().size(); i++) {
            if (matches(spec.fields().get(i))) {
                return i;
            }
        }
        return -1;
    }
}
