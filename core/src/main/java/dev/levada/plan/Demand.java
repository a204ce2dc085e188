package dev.levada.plan;

import dev.levada.ledger.Backfills.Begun;
import dev.levada.project.Asset;
import dev.levada.project.Interval;
import dev.levada.workspace.Workspace;
import java.util.Optional;

/**
 * Which of an asset's intervals are to be made.
 *
 * @param range only intervals that this touches; empty for all
 * @param extent those that are missing or stale, or all of them
 * @param order which are made first
 * @param workers how many parts are made at the same time
 */
public record Demand(Optional<Interval> range, Selection.Extent extent, Order order, int workers) {
    /** Which intervals are made first. */
    public enum Order {
        OLDEST,
        NEWEST
    }

    /** All that are missing or stale, the oldest first. */
    public static final Demand STALE = new Demand(Optional.empty(), Selection.Extent.STALE, Order.OLDEST, 1);

    /**
     * The backfill that is gone on with, if all of a range is made and somebody began with it before. What a release publishes
     * is made as a whole.
     */
    public Optional<Begun> begun(Asset asset, Workspace workspace) {
        return extent == Selection.Extent.FULL && asset.release().isEmpty()
                ? range.flatMap(interval -> workspace.ledger().backfills().begun(asset.name(), interval))
                : Optional.empty();
    }

    boolean covers(Interval interval) {
        return range.isEmpty() || range.get().overlaps(interval);
    }
}
