package dev.levada.plan;

import dev.levada.project.AssetName;
import dev.levada.store.Store;
import dev.levada.store.TableVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The newest versions of tables, each looked up once, so that one plan sees one state. */
final class Heads {
    private final Store store;
    private final Map<AssetName, Optional<TableVersion>> known = new HashMap<>();

    Heads(Store store) {
        this.store = store;
    }

    Optional<TableVersion> of(AssetName table) {
        return known.computeIfAbsent(table, store::head);
    }
}
