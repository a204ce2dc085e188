package dev.levada.project.read;

import dev.levada.contract.Contract;
import dev.levada.contract.Write;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.EventTime;
import dev.levada.project.Making;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An asset whose file was read by itself: what it depends on is not looked up yet.
 *
 * @param making with the inputs of a query left out
 * @param links the places where the file names other tables
 */
record Draft(
        AssetName name,
        Path file,
        String description,
        Optional<String> owner,
        Set<String> tags,
        Making making,
        Contract contract,
        Write write,
        Optional<EventTime> time,
        Optional<String> release,
        Optional<String> store,
        String code,
        List<Link> links) {

    /**
     * The asset.
     *
     * @param inputs what a query reads, quarantine tables by their own names
     * @param times how the rows of all assets lie in time, as far as they do
     */
    Asset linked(Set<AssetName> inputs, Set<AssetName> dependencies, Map<AssetName, EventTime> times) {
        Making linked = making instanceof Making.Transform query
                ? new Making.Transform(query.sql(), query.position(), new TreeSet<>(inputs), query.pushdown())
                : making;
        String whole = making instanceof Making.Transform && time.isPresent()
                ? code + "-" + IntervalFingerprint.of(time.get(), inputs, times)
                : code;
        return new Asset(
                name,
                file,
                description,
                owner,
                tags,
                linked,
                contract,
                write,
                time,
                release,
                store,
                whole,
                dependencies);
    }
}
