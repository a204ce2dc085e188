package dev.levada.plan;

import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.EventTime;
import dev.levada.project.EventTime.Reach;
import dev.levada.project.Interval;
import dev.levada.project.Making.Transform;
import dev.levada.project.Project;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an interval of an asset sees of an input.
 *
 * @param window which of its rows; empty if it sees all
 * @param follows whether a change of what it sees makes the interval stale
 */
public record Sight(AssetName input, Optional<Window> window, boolean follows) {

    /**
     * The rows around an interval.
     *
     * @param column holds their time
     */
    public record Window(String column, Duration lookback, Duration lookahead) {
        /** The time whose rows an interval sees. */
        public Interval seenFrom(Interval interval) {
            return interval.stretched(lookback, lookahead);
        }

        /** The time whose intervals see a row of that range. */
        public Interval seeing(Interval range) {
            return range.stretched(lookahead, lookback);
        }
    }

    /** What intervals of an asset see of everything that decides their rows. */
    public static List<Sight> of(Asset asset, Project project) {
        return Inputs.namesOf(asset).stream()
                .map(input -> of(asset, input, project))
                .toList();
    }

    private static Sight of(Asset asset, AssetName input, Project project) {
        EventTime time = asset.intervals().orElseThrow();
        Reach reach = time.reach(input);
        Optional<Window> window = Optional.ofNullable(project.assets().get(input))
                .flatMap(Asset::time)
                .filter(there -> !reach.all() && isReadByQueryOnly(asset, input))
                .map(there -> new Window(there.column(), reach.lookback(), reach.lookahead()));
        return new Sight(input, window, reach.follow());
    }

    /** Rules look values up in whole tables, and a quarantine has no times of its own. */
    private static boolean isReadByQueryOnly(Asset asset, AssetName input) {
        return asset.making() instanceof Transform transform
                && transform.inputs().contains(input)
                && !transform.inputs().contains(input.quarantine())
                && asset.contract().rules().stream().noneMatch(rule -> looksUp(rule, input));
    }

    private static boolean looksUp(Rule rule, AssetName input) {
        return rule.test() instanceof Test.References references
                && references.asset().equalsIgnoreCase(input.toString());
    }
}
