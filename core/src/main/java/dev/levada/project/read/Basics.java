package dev.levada.project.read;

import dev.levada.api.Connector;
import dev.levada.project.Connection;
import dev.levada.project.Project.Limits;
import dev.levada.project.Pushdown;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What the project file says, under one environment.
 *
 * @param pushdown of assets that say nothing of it
 * @param connectors by the names of the connections
 * @param storeTypes the types of connections that tables can live in
 * @param broken the connections that could not be read, after a problem was told
 */
record Basics(
        String name,
        Path lake,
        Limits limits,
        Pushdown pushdown,
        Map<String, Connection> connections,
        Map<String, Connector> connectors,
        Set<String> storeTypes,
        Set<String> broken,
        Map<String, Variable> variables) {}
