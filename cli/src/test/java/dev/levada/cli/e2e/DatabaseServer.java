package dev.levada.cli.e2e;

import dev.levada.api.Settings;
import dev.levada.store.Store;
import dev.levada.store.StoreKind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A server with a database for each project, where tables live. */
interface DatabaseServer {
    /** A database of that name, which is empty. */
    void make(String database);

    /** The connection as it stands in {@code levada.yml}. */
    String connection(String database);

    /** Looks at a project's tables. */
    Store store(String database, String project);

    /** Tables that runs have left where rows wait. */
    List<String> strays(String database);

    /** Opens a store to look at. @param settings of its connection */
    static Store look(StoreKind kind, Map<String, Object> settings, String project) {
        return kind.open(new StoreKind.Site(
                project,
                "warehouse",
                new Settings(settings),
                Path.of(""),
                Path.of(""),
                (scan, columns) -> {
                    throw new UnsupportedOperationException("nothing is written here");
                },
                Clock.systemUTC(),
                StoreKind.Access.LOOK));
    }
}
