package dev.levada.workspace;

import dev.levada.api.Connector;
import dev.levada.engine.Engine;
import dev.levada.ledger.Ledger;
import dev.levada.project.Project;
import dev.levada.store.Store;
import java.time.Clock;
import java.util.Map;

/**
 * A project with all that it runs on: the parts that planning, running and looking need.
 *
 * @param connectors by the type they serve
 */
public record Workspace(
        Project project, Map<String, Connector> connectors, Engine engine, Store store, Ledger ledger, Clock clock)
        implements AutoCloseable {
    public Workspace {
        connectors = Map.copyOf(connectors);
    }

    /** Closes what it holds, the last opened first. */
    @Override
    public void close() {
        engine.close();
        store.close();
        ledger.close();
    }
}
