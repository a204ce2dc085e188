package dev.levada.testing.database;

import dev.levada.project.AssetName;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.Matching;
import dev.levada.store.TableVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table as it is, and all that is remembered of how it came to be. */
record State(TableVersion version, Held held, List<Made> past) {

    /** What places of a table's rows are named under. */
    static String path(AssetName table) {
        return "memory:" + table;
    }

    /** Reads rows of a version. */
    static TableScan scan(TableVersion version, Held held) {
        return new TableScan(
                version.columns(),
                List.of(),
                Map.of(),
                List.of(),
                Matching.BY_NAME,
                Optional.of(held.read(path(version.table()))));
    }
}
