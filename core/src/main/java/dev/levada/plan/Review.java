package dev.levada.plan;

import dev.levada.ledger.Backfills.Begun;
import dev.levada.ledger.TableHistory;
import dev.levada.ledger.TableHistory.Step;
import dev.levada.plan.Backlog.Stale;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.EventTime;
import dev.levada.project.Interval;
import dev.levada.workspace.Workspace;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the intervals of an asset and finds those that are missing or stale. What each was made from stands in the
 * commit that made it last; a change of an input matters to the intervals that see it, and to no other.
 */
public final class Review {
    private final Asset asset;
    private final EventTime time;
    private final Chronicle chronicle;
    private final List<Sight> sights;
    private final List<Interval> due;
    private final Map<String, List<Drift>> drifts = new HashMap<>();

    /** @param asset one that is made interval by interval */
    public Review(Asset asset, Workspace workspace, Chronicle chronicle) {
        this.asset = asset;
        this.time = asset.intervals().orElseThrow();
        this.chronicle = chronicle;
        this.sights = Sight.of(asset, workspace.project());
        this.due = due(time, LocalDateTime.ofInstant(workspace.clock().instant(), ZoneOffset.UTC));
    }

    /** The intervals that have ended, in order. */
    private static List<Interval> due(EventTime time, LocalDateTime now) {
        LocalDateTime end = time.end().filter(given -> given.isBefore(now)).orElse(now);
        LocalDateTime start = time.start().orElseThrow();
        return start.isBefore(end) ? Interval.within(start, end, time.grain()) : List.of();
    }

    private Optional<TableHistory> history() {
        return chronicle.of(asset.name());
    }

    /** A text that is another as soon as an interval may have become stale, or one more is due. */
    String key() {
        StringBuilder key = new StringBuilder(asset.code() + " " + chronicle.token(asset.name()));
        key.append(" ").append(due.isEmpty() ? "" : due.get(0) + " " + due.get(due.size() - 1));
        sights.forEach(sight -> key.append(" ").append(sight).append("=").append(chronicle.token(sight.input())));
        return key.toString();
    }

    /** Whether it is known, without looking at each interval, that there is nothing to make. */
    boolean isSettled() {
        return chronicle.isSettled(asset.name(), key());
    }

    /** Whether there is nothing to make. */
    boolean isUpToDate() {
        return !isWhole()
                && standings().stream().allMatch(standing -> standing.stale().isEmpty());
    }

    /** An interval and how it stands. @param by the commit that made it last @param stale why it is to be made */
    public record Standing(Interval interval, Optional<Step> by, Optional<Reason> stale) {}

    /** All intervals that have ended, in order. */
    public List<Standing> standings() {
        @Nullable Step[] makers = makers();
        List<Standing> standings = new ArrayList<>(due.size());
        for (int i = 0; i < makers.length; i++) {
            @Nullable Step maker = makers[i];
            Interval interval = due.get(i);
            Optional<Reason> stale = maker == null ? Optional.of(new Reason.New()) : stale(interval, maker);
            standings.add(new Standing(interval, Optional.ofNullable(maker), stale));
        }
        return standings;
    }

    /** What is to be made. @param begun the backfill that is gone on with: what it made is left out */
    public Backlog backlog(Demand demand, Optional<Begun> begun) {
        if (demand.extent() == Selection.Extent.STALE && isSettled()) {
            return new Backlog(time.grain(), List.of(), due.size());
        }
        List<Stale> stale = new ArrayList<>();
        for (Standing standing : standings()) {
            if (demand.covers(standing.interval())) {
                Optional<Reason> reason = standing.stale();
                if (reason.isEmpty() && demand.extent() == Selection.Extent.FULL && isBefore(standing, begun)) {
                    reason = Optional.of(new Reason.Asked());
                }
                reason.ifPresent(why -> stale.add(new Stale(standing.interval(), why)));
            }
        }
        if (demand.order() == Demand.Order.NEWEST) {
            Collections.reverse(stale);
        }
        return new Backlog(time.grain(), stale, due.size());
    }

    /** Whether the table was last made as a whole, so that nobody knows what its intervals were made from. */
    public boolean isWhole() {
        return !isSettled()
                && history().isPresent()
                && history().get().newestOwn().flatMap(Step::intervals).isEmpty();
    }

    /** Whether an interval was made before a backfill began, which then is still to do. */
    private boolean isBefore(Standing standing, Optional<Begun> begun) {
        if (begun.isEmpty() || history().isEmpty() || standing.by().isEmpty()) {
            return true;
        }
        int base = begun.get()
                .base()
                .map(version -> history().get().place(version).orElse(Integer.MAX_VALUE))
                .orElse(-1);
        return history().get().place(standing.by().get().version()).orElse(0) <= base;
    }

    /** For each interval the commit that made it last; null if none did. */
    private @Nullable Step[] makers() {
        @Nullable Step[] makers = new Step[due.size()];
        List<Step> steps = history().map(TableHistory::steps).orElse(List.of());
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step.isWhole()) {
                break;
            }
            for (Interval range : step.intervals().orElse(List.of())) {
                for (int at = firstFrom(range.from()); at < makers.length && isWithin(at, range); at++) {
                    makers[at] = makers[at] == null ? step : makers[at];
                }
            }
            if (step.isOverwrite()) {
                break;
            }
        }
        return makers;
    }

    private boolean isWithin(int at, Interval range) {
        return !due.get(at).to().isAfter(range.to());
    }

    /** The first interval that does not begin before a moment. */
    private int firstFrom(LocalDateTime moment) {
        int low = 0;
        int high = due.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (due.get(middle).from().isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Optional<Reason> stale(Interval interval, Step maker) {
        if (!maker.code().equals(Optional.of(asset.code()))) {
            return Optional.of(new Reason.CodeChanged());
        }
        List<Drift> since = drifts.computeIfAbsent(maker.inputs().orElse(""), this::drifts);
        List<String> changed = new ArrayList<>();
        for (Sight sight : sights) {
            for (Drift drift : since) {
                if (drift.input().equals(sight.input()) && sees(sight, drift, interval)) {
                    changed.add(drift.input().toString());
                }
            }
        }
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        boolean reverted = since.stream().anyMatch(Drift::isReverted);
        return Optional.of(reverted ? new Reason.InputsReverted(changed) : new Reason.InputsChanged(changed));
    }

    /** The inputs that are not what they were when they had those versions. */
    private List<Drift> drifts(String inputs) {
        Map<AssetName, Long> recorded = Inputs.parse(inputs).versions();
        return sights.stream()
                .filter(Sight::follows)
                .map(sight -> Drift.of(
                        sight.input(), Optional.ofNullable(recorded.get(sight.input())), chronicle.of(sight.input())))
                .filter(Drift::isChanged)
                .toList();
    }

    private static boolean sees(Sight sight, Drift drift, Interval interval) {
        if (sight.window().isEmpty() || drift.touched().isEmpty()) {
            return true;
        }
        Interval seen = sight.window().get().seenFrom(interval);
        return drift.touched().get().stream().anyMatch(seen::overlaps);
    }
}
