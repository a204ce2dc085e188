package dev.levada.plan;

import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import java.util.Optional;

/**
 * What somebody asks to be filled.
 *
 * @param range the time to be filled: every interval that it touches; empty for all
 * @param extent the intervals that are missing or stale, or all of them
 * @param breadth how far down
 * @param order which intervals are made first
 * @param workers how many parts of an asset are made at the same time
 */
public record Backfill(
        AssetName asset,
        Optional<Interval> range,
        Selection.Extent extent,
        Breadth breadth,
        Demand.Order order,
        int workers) {
    /** How far down a backfill goes. */
    public enum Breadth {
        /** The asset alone. */
        ALONE,
        /** All that is made from it too, as far as the range reaches into it. */
        DOWNSTREAM
    }
}
