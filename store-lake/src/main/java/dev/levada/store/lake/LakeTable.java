package dev.levada.store.lake;

import dev.levada.project.AssetName;
import java.nio.file.Path;

/** Where a table's files are. */
record LakeTable(AssetName name, Path folder) {

    Path data() {
        return folder.resolve("data");
    }

    Path metadata() {
        return folder.resolve("metadata");
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
