package dev.levada.store.lake.layout;

import dev.levada.store.WrittenFile;
import dev.levada.store.WrittenFile.Statistics;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/** Statistics of a file's columns as Iceberg's. A bound that cannot be trusted is left out, which is always allowed. */
public final class FileMetrics {
    /** Longer texts are cut, as Iceberg's own writers do. */
    private static final int TEXT_LENGTH = 16;

    private final Map<Integer, Long> sizes = new HashMap<>();
    private final Map<Integer, Long> values = new HashMap<>();
    private final Map<Integer, Long> nulls = new HashMap<>();
    private final Map<Integer, Long> nans = new HashMap<>();
    private final Map<Integer, ByteBuffer> lower = new HashMap<>();
    private final Map<Integer, ByteBuffer> upper = new HashMap<>();

    private FileMetrics() {}

    public static Metrics of(Schema schema, WrittenFile file) {
        Set<Integer> repeated = new HashSet<>();
        schema.columns().forEach(column -> addRepeated(column, repeated));
        FileMetrics metrics = new FileMetrics();
        file.statistics().forEach((id, statistics) -> {
            NestedField field = schema.findField(id);
            if (field != null && field.type().isPrimitiveType()) {
                metrics.sizes.put(id, statistics.bytes());
                // What lies in lists and maps has other counts than rows, which readers don't expect.
                if (!repeated.contains(id)) {
                    metrics.add(field, statistics);
                }
            }
        });
        return new Metrics(
                file.rows(), metrics.sizes, metrics.values, metrics.nulls, metrics.nans, metrics.lower, metrics.upper);
    }

    private static void addRepeated(NestedField field, Set<Integer> repeated) {
        if (!field.type().isNestedType()) {
            return;
        }
        List<NestedField> parts = field.type().asNestedType().fields();
        for (NestedField part : parts) {
            if (!field.type().isStructType() || repeated.contains(field.fieldId())) {
                repeated.add(part.fieldId());
            }
            addRepeated(part, repeated);
        }
    }

    private void add(NestedField field, Statistics statistics) {
        int id = field.fieldId();
        values.put(id, statistics.values());
        nulls.put(id, statistics.nulls());
        statistics.nans().ifPresent(count -> nans.put(id, count));
        Type type = field.type();
        statistics
                .min()
                .flatMap(text -> bound(type, text, RoundingMode.FLOOR))
                .ifPresent(bound -> lower.put(id, Conversions.toByteBuffer(type, bound)));
        statistics
                .max()
                .flatMap(text -> bound(type, text, RoundingMode.CEILING))
                .ifPresent(bound -> upper.put(id, Conversions.toByteBuffer(type, bound)));
    }

    /** @param rounding away from the values: down for the least, up for the greatest */
    private static Optional<Object> bound(Type type, String text, RoundingMode rounding) {
        try {
            return switch (type.typeId()) {
                case STRING -> Optional.ofNullable(cut(text, rounding));
                case DOUBLE ->
                    number((double) Values.parse(type, text, rounding), rounding)
                            .map(each -> each);
                case FLOAT ->
                    number((float) Values.parse(type, text, rounding), rounding).map(Double::floatValue);
                // Systems disagree about the order of UUIDs.
                case UUID, BINARY, FIXED -> Optional.empty();
                default -> Optional.of(Values.parse(type, text, rounding));
            };
        } catch (RuntimeException infinityAndSuch) {
            return Optional.empty();
        }
    }

    private static @Nullable Object cut(String text, RoundingMode rounding) {
        return rounding == RoundingMode.FLOOR
                ? UnicodeUtil.truncateStringMin(text, TEXT_LENGTH)
                : UnicodeUtil.truncateStringMax(text, TEXT_LENGTH);
    }

    /** Both zeros are equal in SQL, while Iceberg puts -0.0 before 0.0. */
    private static Optional<Double> number(double number, RoundingMode rounding) {
        if (Double.isNaN(number)) {
            return Optional.empty();
        }
        if (number == 0) {
            return Optional.of(rounding == RoundingMode.FLOOR ? -0.0 : 0.0);
        }
        return Optional.of(number);
    }
}
