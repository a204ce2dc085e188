package dev.levada.plan;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.project.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which intervals of which assets a backfill is about. */
record BackfillDemands(Project project, Backfill backfill) {

    /** By asset; one that is made as a whole has a demand too, which says nothing. */
    Map<AssetName, Demand> demands() {
        Asset root = project.asset(backfill.asset().toString());
        demandIntervals(root);
        Map<AssetName, Demand> demands = new LinkedHashMap<>();
        demands.put(root.name(), new Demand(backfill.range(), backfill.extent(), backfill.order(), backfill.workers()));
        if (backfill.breadth() == Backfill.Breadth.DOWNSTREAM) {
            Set<AssetName> below =
                    new Lineage(project.assets().values()).descendants(Set.of(root.name()), Integer.MAX_VALUE);
            project.assets().values().stream()
                    .filter(asset -> below.contains(asset.name()))
                    .forEach(asset -> demands.put(asset.name(), below(asset, demands)));
        }
        return demands;
    }

    /** The intervals that see something of those above. */
    private Demand below(Asset asset, Map<AssetName, Demand> above) {
        Optional<Interval> all = Optional.empty();
        if (asset.intervals().isEmpty()) {
            return new Demand(all, Selection.Extent.STALE, backfill.order(), backfill.workers());
        }
        List<Interval> ranges = new ArrayList<>();
        for (Sight sight : Sight.of(asset, project)) {
            Demand demand = above.get(sight.input());
            if (demand == null) {
                continue;
            }
            if (demand.range().isEmpty() || sight.window().isEmpty()) {
                return new Demand(all, Selection.Extent.STALE, backfill.order(), backfill.workers());
            }
            ranges.add(sight.window().get().seeing(demand.range().get()));
        }
        return new Demand(Interval.hull(ranges), Selection.Extent.STALE, backfill.order(), backfill.workers());
    }

    private static void demandIntervals(Asset asset) {
        if (asset.intervals().isEmpty()) {
            throw new LevadaException(
                    "plan.no-intervals",
                    Blame.PROJECT,
                    asset.name()
                            + " is not made interval by interval: only a query with `time` is. To make it: levada run "
                            + asset.name());
        }
    }
}
