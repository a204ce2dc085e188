package dev.levada.store.lake.table;

import dev.levada.project.AssetName;
import java.nio.file.Path;

/** Where a table's files are. */
public record LakeTable(AssetName name, Path folder) {

    public Path data() {
        return folder.resolve("data");
    }

    public Path metadata() {
        return folder.resolve("metadata");
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
