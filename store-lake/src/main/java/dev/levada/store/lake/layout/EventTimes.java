package dev.levada.store.lake.layout;

import dev.levada.project.Interval;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** What partitions and bounds of files tell about one column of event time. */
public final class EventTimes {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final NestedField column;

    private EventTimes(NestedField column) {
        this.column = column;
    }

    /** Empty if there is no such column, or if its type is none of time. */
    public static Optional<EventTimes> of(Schema schema, String column) {
        return Optional.ofNullable(schema.findField(column))
                .or(() -> Optional.ofNullable(schema.caseInsensitiveFindField(column)))
                .filter(field -> isOfTime(field.type()))
                .map(EventTimes::new);
    }

    private static boolean isOfTime(Type type) {
        return type.typeId() == Type.TypeID.DATE || type.typeId() == Type.TypeID.TIMESTAMP;
    }

    public String column() {
        return column.name();
    }

    /** What holds for rows whose time is in a range. */
    public Expression in(Interval range) {
        return Expressions.and(
                Expressions.greaterThanOrEqual(column.name(), literal(range.from())),
                Expressions.lessThan(column.name(), literal(range.to())));
    }

    /** A date counts as its midnight; so the first that is not before a moment is the bound at either end. */
    private Object literal(LocalDateTime moment) {
        if (column.type().typeId() == Type.TypeID.DATE) {
            LocalDateTime midnight = moment.truncatedTo(ChronoUnit.DAYS);
            return Math.toIntExact((midnight.equals(moment) ? midnight : midnight.plusDays(1))
                    .toLocalDate()
                    .toEpochDay());
        }
        return ChronoUnit.MICROS.between(EPOCH, moment);
    }

    /** The range that all rows' times are in, by the partition alone; no range if all are null; absent if it does not tell. */
    public Optional<List<Interval>> ofPartition(PartitionSpec spec, StructLike tuple) {
        for (int place = 0; place < spec.fields().size(); place++) {
            PartitionField field = spec.fields().get(place);
            if (field.sourceId() == column.fieldId() && isOfTime(field)) {
                return Optional.of(range(field.transform().toString(), tuple.get(place, Number.class)));
            }
        }
        return Optional.empty();
    }

    private static boolean isOfTime(PartitionField field) {
        return switch (field.transform().toString()) {
            case "year", "month", "day", "hour", "identity" -> true;
            default -> false;
        };
    }

    private List<Interval> range(String transform, @Nullable Number value) {
        if (value == null) {
            return List.of();
        }
        long number = value.longValue();
        return switch (transform) {
            case "year" -> unit(EPOCH.plusYears(number), ChronoUnit.YEARS);
            case "month" -> unit(EPOCH.plusMonths(number), ChronoUnit.MONTHS);
            case "day" -> unit(EPOCH.plusDays(number), ChronoUnit.DAYS);
            case "hour" -> unit(EPOCH.plusHours(number), ChronoUnit.HOURS);
            default -> List.of(between(number, number));
        };
    }

    private static List<Interval> unit(LocalDateTime from, ChronoUnit unit) {
        return List.of(new Interval(from, from.plus(1, unit)));
    }

    /** The range that a data file's rows are in, by its partition or else by its column's bounds. */
    public Optional<List<Interval>> of(ContentFile<?> file, PartitionSpec spec) {
        return ofPartition(spec, file.partition()).or(() -> ofBounds(file));
    }

    private Optional<List<Interval>> ofBounds(ContentFile<?> file) {
        Optional<Long> values = number(file.valueCounts());
        if (file.recordCount() == 0 || values.isPresent() && values.equals(number(file.nullValueCounts()))) {
            return Optional.of(List.of());
        }
        Optional<Number> least = bound(file.lowerBounds());
        Optional<Number> greatest = bound(file.upperBounds());
        return least.flatMap(from -> greatest.map(to -> List.of(between(from.longValue(), to.longValue()))));
    }

    private Optional<Long> number(@Nullable Map<Integer, Long> byColumn) {
        return byColumn == null ? Optional.empty() : Optional.ofNullable(byColumn.get(column.fieldId()));
    }

    private Optional<Number> bound(@Nullable Map<Integer, ByteBuffer> byColumn) {
        ByteBuffer bytes = byColumn == null ? null : byColumn.get(column.fieldId());
        return bytes == null ? Optional.empty() : Optional.of(Conversions.fromByteBuffer(column.type(), bytes));
    }

    /** @param from the least value as Iceberg keeps it: days or microseconds */
    private Interval between(long from, long to) {
        return column.type().typeId() == Type.TypeID.DATE
                ? new Interval(EPOCH.plusDays(from), EPOCH.plusDays(to + 1))
                : new Interval(moment(from), moment(to + 1));
    }

    private static LocalDateTime moment(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        return LocalDateTime.ofEpochSecond(seconds, (int) Math.floorMod(micros, 1_000_000L) * 1_000, ZoneOffset.UTC);
    }
}
