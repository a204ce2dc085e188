package dev.levada.store.lake.layout;

import dev.levada.contract.PartitionField;
import dev.levada.contract.PartitionField.Transform;
import dev.levada.store.Staging;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.TableMetadata;

/**
 * The columns of a table that some files lack because their partition says the value. Which these are stands in a property
 * of the table, by column id: to Iceberg, such a partition field looks like one that the project declared.
 */
public final class Constants {
    private static final String PROPERTY = "levada.constants";

    private Constants() {}

    /** The table that remembers a staging's constants too. */
    public static TableMetadata remember(TableMetadata table, Staging staging) {
        Set<Integer> ids = new TreeSet<>(ids(table));
        boolean isNew = ids.addAll(
                PartitionPart.of(table.schema(), List.of(), staging.constants().keySet()).stream()
                        .map(PartitionPart::source)
                        .toList());
        if (!isNew) {
            return table;
        }
        Map<String, String> properties = new HashMap<>(table.properties());
        properties.put(PROPERTY, ids.stream().map(String::valueOf).collect(Collectors.joining(",")));
        return table.replaceProperties(properties);
    }

    private static Set<Integer> ids(TableMetadata table) {
        String ids = table.property(PROPERTY, "");
        return Arrays.stream(ids.split(","))
                .filter(id -> !id.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }

    /** The columns that files of some specs may lack. */
    public static Set<String> names(TableMetadata table, Collection<PartitionSpec> specs) {
        Set<Integer> ids = ids(table);
        return specs.stream()
                .flatMap(spec -> PartitionPart.of(table.schema(), spec).stream())
                .filter(part -> isConstant(part, ids))
                .map(part -> part.declared().column())
                .collect(Collectors.toSet());
    }

    /** What the project declared of a table's newest spec. */
    public static List<PartitionField> declared(TableMetadata table) {
        Set<Integer> ids = ids(table);
        return PartitionPart.of(table.schema(), table.spec()).stream()
                .filter(part -> !isConstant(part, ids))
                .map(PartitionPart::declared)
                .toList();
    }

    private static boolean isConstant(PartitionPart part, Set<Integer> ids) {
        return part.declared().transform() == Transform.IDENTITY && ids.contains(part.source());
    }
}
