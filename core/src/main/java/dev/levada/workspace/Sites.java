package dev.levada.workspace;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.Connection;
import dev.levada.project.Project;
import dev.levada.store.Courier;
import dev.levada.store.Store;
import dev.levada.store.StoreKind;
import dev.levada.store.StoreKind.Site;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Where a project's tables may live besides the lake.
 *
 * @param kinds by the type of connection that they serve
 * @param courier brings stores what the engine wrote
 */
public record Sites(
        Project project, Map<String, StoreKind> kinds, Courier courier, Clock clock, StoreKind.Access access) {
    private static final String FOLDER = "stores";

    public Sites {
        kinds = Map.copyOf(kinds);
    }

    /** All of the project's stores as one. @param lake closed with it */
    public Store stores(Store lake) {
        return new Stores(project, lake, this::open);
    }

    /** Opens the store of a connection that an asset names as its. */
    private Store open(String name) {
        Connection connection = project.connections().get(name);
        StoreKind kind = connection == null ? null : kinds.get(connection.type());
        if (connection == null || kind == null) {
            throw new LevadaException(
                    "project.no-store",
                    Blame.PROJECT,
                    "There is no connection '" + name + "' in which tables can live.");
        }
        Path staging = project.stateFolder().resolve(FOLDER).resolve(name);
        return kind.open(new Site(
                project.name(), name, connection.settings(), project.folder(), staging, courier, clock, access));
    }
}
