package dev.levada.contract;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * One part of how a table's files are laid out, after Iceberg's partition transforms.
 *
 * @param column the column that the part is computed from
 * @param width the number of buckets, or the width that values are cut to; 0 for the other transforms
 */
public record PartitionField(String column, Transform transform, int width) {

    /** How a value becomes a partition's value. */
    public enum Transform {
        IDENTITY,
        YEAR,
        MONTH,
        DAY,
        HOUR,
        BUCKET,
        TRUNCATE;

        /** Whether the project gives a width with it. */
        public boolean isWide() {
            return this == BUCKET || this == TRUNCATE;
        }

        /** Of what length the spans of time are that it makes of times; empty if it makes none. */
        public Optional<ChronoUnit> unit() {
            return switch (this) {
                case YEAR -> Optional.of(ChronoUnit.YEARS);
                case MONTH -> Optional.of(ChronoUnit.MONTHS);
                case DAY -> Optional.of(ChronoUnit.DAYS);
                case HOUR -> Optional.of(ChronoUnit.HOURS);
                case IDENTITY, BUCKET, TRUNCATE -> Optional.empty();
            };
        }
    }

    public PartitionField {
        if (transform.isWide() ? width < 1 : width != 0) {
            throw new IllegalArgumentException(transform + " with width " + width);
        }
    }

    /** The part's name in the table and in its files' paths, such as {@code ts_day}. */
    public String name() {
        return switch (transform) {
            case IDENTITY -> column;
            case TRUNCATE -> column + "_trunc";
            default -> column + "_" + transform.name().toLowerCase(Locale.ROOT);
        };
    }
}
