package dev.levada.run;

import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.store.Prepared;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a run has prepared for its releases and not published yet. Thread-safe. */
final class Joint {
    private final Map<AssetName, Entry> held = new TreeMap<>();

    /** A task that has done all but publish. */
    record Held(Prepared prepared, Stagings stagings, Tally tally) {}

    private record Entry(Asset asset, Held held) {}

    synchronized void hold(Asset asset, Held prepared) {
        held.put(asset.name(), new Entry(asset, prepared));
    }

    /** The version of a table that an asset of the same release reads before others do. */
    synchronized Optional<Prepared> preparedFor(Asset reader, AssetName table) {
        return Optional.ofNullable(held.get(table))
                .filter(entry -> entry.asset().release().equals(reader.release()))
                .map(entry -> entry.held().prepared());
    }

    synchronized boolean holds(AssetName asset) {
        return held.containsKey(asset);
    }

    /** Takes it from there: it is published now, or given up. */
    synchronized Optional<Held> take(AssetName asset) {
        return Optional.ofNullable(held.remove(asset)).map(Entry::held);
    }
}
