package dev.levada.store.lake.layout;

import dev.levada.contract.PartitionField;
import dev.levada.store.Staging;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.Term;

/** Finds or makes the partition spec for a staging: declared fields, and an identity field for each constant. */
public final class PartitionSpecs {
    private PartitionSpecs() {}

    /** The spec of a table that is not there yet. */
    public static PartitionSpec fresh(Schema schema, Staging staging) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        for (PartitionPart part : parts(schema, staging)) {
            String column = part.declared().column();
            String name = name(schema, part);
            int width = part.declared().width();
            switch (part.declared().transform()) {
                case IDENTITY -> spec.identity(column, name);
                case YEAR -> spec.year(column, name);
                case MONTH -> spec.month(column, name);
                case DAY -> spec.day(column, name);
                case HOUR -> spec.hour(column, name);
                case BUCKET -> spec.bucket(column, width, name);
                case TRUNCATE -> spec.truncate(column, width, name);
            }
        }
        return spec.build();
    }

    /** A spec that the table has had and that suits; the order of its fields does not matter. */
    public static Optional<PartitionSpec> known(Schema schema, List<PartitionSpec> specs, Staging staging) {
        List<PartitionPart> parts = parts(schema, staging);
        return specs.stream().filter(spec -> suits(spec, parts)).findFirst();
    }

    /** Whether a schema has the columns of a spec. */
    public static boolean isOver(Schema schema, PartitionSpec spec) {
        return spec.fields().stream().allMatch(field -> schema.findField(field.sourceId()) != null);
    }

    private static boolean suits(PartitionSpec spec, List<PartitionPart> parts) {
        return spec.fields().size() == parts.size() && parts.stream().allMatch(part -> part.placeIn(spec) >= 0);
    }

    /** Adds the spec to a table that has had no such spec, by what differs from its newest one. */
    public static void add(Transaction transaction, Staging staging) {
        Schema schema = transaction.table().schema();
        PartitionSpec newest = transaction.table().spec();
        List<PartitionPart> parts = parts(schema, staging);
        UpdatePartitionSpec update = transaction.updateSpec();
        newest.fields().stream()
                .filter(field -> parts.stream().noneMatch(part -> part.matches(field)))
                .forEach(field -> update.removeField(field.name()));
        parts.stream()
                .filter(part -> part.placeIn(newest) < 0)
                .forEach(part -> update.addField(name(schema, part), term(part)));
        update.commit();
    }

    private static Term term(PartitionPart part) {
        String column = part.declared().column();
        int width = part.declared().width();
        return switch (part.declared().transform()) {
            case IDENTITY -> Expressions.ref(column);
            case YEAR -> Expressions.year(column);
            case MONTH -> Expressions.month(column);
            case DAY -> Expressions.day(column);
            case HOUR -> Expressions.hour(column);
            case BUCKET -> Expressions.bucket(column, width);
            case TRUNCATE -> Expressions.truncate(column, width);
        };
    }

    /** Iceberg allows no field to be named like a column, unless it is that column's own value. */
    private static String name(Schema schema, PartitionPart part) {
        String name = part.declared().name();
        if (part.declared().transform() == PartitionField.Transform.IDENTITY) {
            return name;
        }
        Set<String> taken = Set.copyOf(
                schema.columns().stream().map(column -> column.name()).toList());
        while (taken.contains(name)) {
            name += "_";
        }
        return name;
    }

    private static List<PartitionPart> parts(Schema schema, Staging staging) {
        return PartitionPart.of(schema, staging.partition(), staging.constants().keySet());
    }
}
