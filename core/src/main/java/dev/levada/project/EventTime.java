package dev.levada.project;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;

/** How an asset's rows lie in time. */
public record EventTime(String column, Grain grain, Optional<LocalDateTime> start, Duration lookback) {
    /** The length of an interval. */
    public enum Grain {
        HOUR,
        DAY,
        MONTH,
        YEAR
    }
}
