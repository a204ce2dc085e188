package dev.levada.project.read;

import dev.levada.project.AssetName;
import java.nio.file.Path;

/**
 * A file that defines an asset.
 *
 * @param file relative to the project's folder
 */
record AssetFile(AssetName name, Path file, Kind kind) {
    /** How the asset is made. */
    enum Kind {
        EXTRACT,
        QUERY
    }
}
