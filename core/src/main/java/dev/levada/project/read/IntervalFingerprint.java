package dev.levada.project.read;

import dev.levada.project.AssetName;
import dev.levada.project.EventTime;
import dev.levada.project.EventTime.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A fingerprint of what decides, besides its query, which rows an interval of an asset has: the grain, and what it sees of
 * its inputs. When the data begins and ends does not count, nor whether an input's changes are followed.
 */
final class IntervalFingerprint {
    private IntervalFingerprint() {}

    static String of(EventTime time, Set<AssetName> inputs, Map<AssetName, EventTime> times) {
        List<String> parts = new ArrayList<>(List.of(time.column(), time.grain().name()));
        for (AssetName input : new TreeSet<>(inputs)) {
            EventTime other = times.get(input);
            Reach reach = time.reach(input);
            if (other != null && !reach.all()) {
                parts.add(input + "/" + other.column() + "/" + reach.lookback() + "/" + reach.lookahead());
            }
        }
        return Fingerprint.hash(String.join("\u0000", parts));
    }
}
