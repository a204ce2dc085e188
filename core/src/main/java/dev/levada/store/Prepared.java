package dev.levada.store;

import dev.levada.project.AssetName;

/** A publication that is written in full and seen by nobody: all that is missing is the step that makes it visible. */
public interface Prepared {
    AssetName table();

    /** The version that it will be. Its id does not change when it is committed. */
    TableVersion version();

    /** Reads that version, which the store itself finds only once it is committed. */
    TableScan scan();
}
