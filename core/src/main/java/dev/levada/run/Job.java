package dev.levada.run;

import dev.levada.plan.Plan;
import dev.levada.project.AssetName;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a run is asked to do.
 *
 * @param assets that it may make; no other run makes them meanwhile
 * @param patience how long it waits for other runs that make one of them
 * @param planning what it shall do with them, decided once they are its own
 */
record Job(Set<AssetName> assets, Duration patience, Supplier<Plan> planning) {
    Job {
        assets = Set.copyOf(assets);
    }
}
