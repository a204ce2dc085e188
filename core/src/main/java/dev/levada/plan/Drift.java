package dev.levada.plan;

import dev.levada.ledger.TableHistory;
import dev.levada.ledger.TableHistory.Step;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened to an input since something was made from a version of it.
 *
 * @param isChanged whether any row may be another
 * @param isReverted whether that version is not among those that led to the newest one: somebody went back behind it
 * @param touched the ranges of time that changes touched; absent if they may have touched any row
 */
record Drift(AssetName input, boolean isChanged, boolean isReverted, Optional<List<Interval>> touched) {

    /** @param recorded the version that was read; empty if the input was not read then */
    static Drift of(AssetName input, Optional<Long> recorded, Optional<TableHistory> history) {
        Optional<Long> now = history.flatMap(TableHistory::version);
        if (recorded.equals(now)) {
            return new Drift(input, false, false, Optional.of(List.of()));
        }
        Optional<List<Step>> changes =
                recorded.flatMap(version -> history.flatMap(known -> known.changesAfter(version)));
        if (changes.isEmpty()) {
            return new Drift(input, true, recorded.isPresent(), Optional.empty());
        }
        return new Drift(input, !changes.get().isEmpty(), false, touched(changes.get()));
    }

    private static Optional<List<Interval>> touched(List<Step> changes) {
        List<Interval> touched = new ArrayList<>();
        for (Step change : changes) {
            if (change.touched().isEmpty()) {
                return Optional.empty();
            }
            touched.addAll(change.touched().get());
        }
        return Optional.of(touched);
    }
}
