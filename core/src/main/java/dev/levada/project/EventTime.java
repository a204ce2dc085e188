package dev.levada.project;

import dev.levada.contract.PartitionField;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an asset's rows lie in time. A transform with a time is made interval by interval.
 *
 * @param column holds a row's time
 * @param start when the data begins; required for a transform
 * @param end when it ends; empty while it goes on
 * @param lookback how long rows may come late
 * @param inputs how far an interval reaches into inputs that have a time too; an input that is not named reaches just as
 *     far as the interval
 */
public record EventTime(
        String column,
        Grain grain,
        Optional<LocalDateTime> start,
        Optional<LocalDateTime> end,
        Duration lookback,
        Map<AssetName, Reach> inputs) {
    /** The length of an interval. */
    public enum Grain {
        HOUR,
        DAY,
        MONTH,
        YEAR
    }

    public EventTime {
        inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    }

    /** Of an asset that does not look around. */
    public EventTime(String column, Grain grain, Optional<LocalDateTime> start, Duration lookback) {
        this(column, grain, start, Optional.empty(), lookback, Map.of());
    }

    /** The part of a table's layout that puts each interval's rows into files of their own. */
    public PartitionField partition() {
        return new PartitionField(column, PartitionField.Transform.valueOf(grain.name()), 0);
    }

    /** How far an interval reaches into an input. */
    public Reach reach(AssetName input) {
        return inputs.getOrDefault(input, Reach.NONE);
    }

    /**
     * How far an interval of an asset reaches into an input.
     *
     * @param lookback before the interval's begin
     * @param lookahead after its end
     * @param all whether it reads the whole input, whatever the time
     * @param follow whether a change of the input makes the interval stale
     */
    public record Reach(Duration lookback, Duration lookahead, boolean all, boolean follow) {
        /** Just as far as the interval. */
        public static final Reach NONE = new Reach(Duration.ZERO, Duration.ZERO, false, true);
    }
}
