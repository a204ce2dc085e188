package dev.levada.testing.database;

import dev.levada.api.Type;
import dev.levada.contract.PartitionField;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values that rows are parted by, as engines tell them. */
final class Partitions {
    private Partitions() {}

    static Optional<String> value(PartitionField field, Type type, @Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        boolean isDate = type == Type.Primitive.DATE;
        boolean isTime = type == Type.Primitive.TIMESTAMP || type == Type.Primitive.TIMESTAMPTZ;
        if (!isDate && !isTime) {
            if (field.transform() != PartitionField.Transform.IDENTITY) {
                throw new IllegalArgumentException("this database does not part rows by " + field);
            }
            return Optional.of(String.valueOf(value));
        }
        LocalDateTime time = isDate ? Cells.date((Long) value).atStartOfDay() : Cells.time((Long) value);
        return Optional.of(
                switch (field.transform()) {
                    case YEAR -> time.toLocalDate().withDayOfYear(1).toString();
                    case MONTH -> time.toLocalDate().withDayOfMonth(1).toString();
                    case DAY -> time.toLocalDate().toString();
                    case HOUR ->
                        time.truncatedTo(ChronoUnit.HOURS).toLocalDate() + " "
                                + time.truncatedTo(ChronoUnit.HOURS).toLocalTime() + ":00";
                    default -> throw new IllegalArgumentException("this database does not part rows by " + field);
                });
    }
}
