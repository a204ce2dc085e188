package dev.levada.project.read;

import dev.levada.project.AssetName;
import dev.levada.project.read.Value.Single;
import java.util.List;
import java.util.Optional;

/** A column of an asset, written {@code schema.table.column}. */
record ColumnPath(AssetName asset, String column) {

    static Optional<ColumnPath> read(Single value, Problems problems) {
        List<String> parts = List.of(value.text().strip().split("\\.", 3));
        if (parts.size() < 3 || parts.stream().anyMatch(String::isBlank)) {
            problems.add(
                    value.position(),
                    "wrong-type",
                    "A column of another asset is written 'schema.table.column', but this is '" + value.shown() + "'.");
            return Optional.empty();
        }
        return Optional.of(new ColumnPath(new AssetName(parts.get(0), parts.get(1)), parts.get(2)));
    }

    Link link(Single value, Link.Reason reason) {
        return new Link(asset.toString(), value.position(), reason);
    }
}
