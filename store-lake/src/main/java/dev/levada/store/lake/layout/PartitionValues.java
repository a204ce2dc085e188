package dev.levada.store.lake.layout;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.PartitionField;
import dev.levada.store.Printed;
import dev.levada.store.Staging;
import dev.levada.store.WrittenFile;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.jspecify.annotations.Nullable;

/** Files' partition values, from text to Iceberg's numbers, and compared over specs. */
public final class PartitionValues {
    private static final int EPOCH_YEAR = 1970;
    private static final long MICROS_PER_HOUR = 3_600_000_000L;

    private final Schema schema;
    private final Staging staging;

    public PartitionValues(Schema schema, Staging staging) {
        this.schema = schema;
        this.staging = staging;
    }

    /** A file's tuple in a spec that suits the staging. */
    public PartitionData tuple(WrittenFile file, PartitionSpec spec) {
        PartitionData tuple = new PartitionData(spec.partitionType());
        for (PartitionField field : staging.partition()) {
            PartitionPart part = PartitionPart.of(schema, field);
            tuple.set(part.placeIn(spec), value(part, field, file));
        }
        for (PartitionPart part :
                PartitionPart.of(schema, List.of(), staging.constants().keySet())) {
            tuple.set(
                    part.placeIn(spec),
                    parse(part, staging.constants().get(part.declared().column())));
        }
        return tuple;
    }

    /** The values of the declared parts, to compare with {@link #declared(PartitionSpec, StructLike)}. */
    public List<Object> declared(WrittenFile file) {
        List<Object> values = new ArrayList<>();
        for (PartitionField field : staging.partition()) {
            values.add(comparable(value(PartitionPart.of(schema, field), field, file)));
        }
        return values;
    }

    /** The values of the staging's declared parts in a tuple; empty if the tuple's spec lacks one. */
    public Optional<List<Object>> declared(PartitionSpec spec, StructLike tuple) {
        List<Object> values = new ArrayList<>();
        for (PartitionPart part : PartitionPart.of(schema, staging.partition())) {
            int place = part.placeIn(spec);
            if (place < 0) {
                return Optional.empty();
            }
            values.add(comparable(tuple.get(place, Object.class)));
        }
        return Optional.of(values);
    }

    private static Object comparable(@Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        return value instanceof CharSequence ? value.toString() : value;
    }

    private static @Nullable Object value(PartitionPart part, PartitionField field, WrittenFile file) {
        Optional<String> text = file.partition().get(field.name());
        if (text == null) {
            throw new IllegalArgumentException(file.path() + " has no value for partition field " + field.name());
        }
        return text.map(each -> parse(part, each)).orElse(null);
    }

    private static @Nullable Object parse(PartitionPart part, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return switch (part.declared().transform()) {
                case IDENTITY, TRUNCATE -> Values.parse(part.type(), text, RoundingMode.FLOOR);
                case BUCKET -> Integer.valueOf(text);
                case DAY -> Math.toIntExact(Printed.date(text).toEpochDay());
                case MONTH -> Math.toIntExact(ChronoUnit.MONTHS.between(LocalDate.EPOCH, Printed.date(text)));
                case YEAR -> Printed.date(text).getYear() - EPOCH_YEAR;
                case HOUR -> Math.toIntExact(Math.floorDiv(Printed.micros(text, RoundingMode.FLOOR), MICROS_PER_HOUR));
            };
        } catch (RuntimeException unreadable) {
            throw new LevadaException(
                    "store.partition-value",
                    Blame.DATA,
                    "The value '" + text + "' of column '" + part.declared().column()
                            + "' cannot be a partition's: " + unreadable.getMessage()
                            + ". Keep such rows out with a rule on the column.",
                    unreadable);
        }
    }
}
