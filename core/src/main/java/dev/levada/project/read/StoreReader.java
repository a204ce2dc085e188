package dev.levada.project.read;

import dev.levada.api.Names;
import dev.levada.project.Connection;
import dev.levada.project.read.Value.Group;
import dev.levada.project.read.Value.Single;
import java.util.Optional;

/** Reads where an asset's table lives. */
final class StoreReader {
    private final Basics basics;
    private final Problems problems;

    StoreReader(Basics basics, Problems problems) {
        this.basics = basics;
        this.problems = problems;
    }

    /** The connection's name; empty for the lake, or after a problem was told. */
    Optional<String> read(Group asset) {
        return asset.single("store").filter(this::isStore).map(Single::text);
    }

    private boolean isStore(Single named) {
        String name = named.text();
        if (basics.broken().contains(name)) {
            return false;
        }
        Connection connection = basics.connections().get(name);
        if (connection == null) {
            problems.add(
                    named.position(),
                    "unknown-connection",
                    "There is no connection '" + name + "' for the table to live in. "
                            + Names.hint(name, basics.connections().keySet())
                            + " Without 'store' it lives in the lake.");
            return false;
        }
        if (!basics.storeTypes().contains(connection.type())) {
            problems.add(
                    named.position(),
                    "no-store",
                    "'" + name + "' is a connection of type '" + connection.type() + "', in which no tables can live."
                            + (basics.storeTypes().isEmpty()
                                    ? ""
                                    : " They can in one of type " + String.join(" or ", basics.storeTypes()) + ".")
                            + " Without 'store' the table lives in the lake.");
            return false;
        }
        return true;
    }
}
