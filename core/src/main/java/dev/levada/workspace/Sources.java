package dev.levada.workspace;

import dev.levada.api.Blame;
import dev.levada.api.Connector;
import dev.levada.api.LevadaException;
import dev.levada.api.Names;
import dev.levada.api.Source;
import dev.levada.project.Connection;
import java.util.Map;
import java.util.TreeMap;

/** A project's open connections: each is opened when it is first needed and closed with the others. Thread-safe. */
public final class Sources implements AutoCloseable {
    private final Workspace workspace;
    private final Map<String, Source> opened = new TreeMap<>();

    public Sources(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The open connection of that name. @throws LevadaException if there is none or it cannot be reached */
    public synchronized Source open(String name) {
        Source known = opened.get(name);
        if (known != null) {
            return known;
        }
        Connection connection = connection(name);
        Source source = connector(connection)
                .open(name, connection.settings(), workspace.project().folder());
        opened.put(name, source);
        return source;
    }

    /** What serves the connection of that name. */
    public Connector connector(String name) {
        return connector(connection(name));
    }

    private Connection connection(String name) {
        Map<String, Connection> connections = workspace.project().connections();
        Connection connection = connections.get(name);
        if (connection == null) {
            throw new LevadaException(
                    "project.unknown-connection",
                    Blame.PROJECT,
                    "There is no connection '" + name + "'. " + Names.hint(name, connections.keySet()));
        }
        return connection;
    }

    private Connector connector(Connection connection) {
        Connector connector = workspace.connectors().get(connection.type());
        if (connector == null) {
            throw new LevadaException(
                    "project.unknown-connector",
                    Blame.PROJECT,
                    connection.position() + ": connection '" + connection.name() + "' has the type '"
                            + connection.type() + "', which nothing serves. "
                            + Names.hint(
                                    connection.type(), workspace.connectors().keySet()));
        }
        return connector;
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(Source::close);
        opened.clear();
    }
}
