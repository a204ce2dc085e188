package dev.levada.store.lake.table;

import dev.levada.project.AssetName;
import java.util.Optional;

/**
 * The step that makes a table's new state visible.
 *
 * @param before where the metadata are that the state was made on; empty if the table is new
 * @param after where the new metadata are
 */
public record Swap(AssetName table, Optional<String> before, String after) {}
