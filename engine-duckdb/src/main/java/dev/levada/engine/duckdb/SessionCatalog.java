package dev.levada.engine.duckdb;

import dev.levada.project.AssetName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The tables and views that a session, and those for binding beside it, show. Thread-safe. */
final class SessionCatalog {
    private final String name;
    private final Set<String> schemas = new HashSet<>();
    private final Map<AssetName, Shown> shown = new HashMap<>();

    SessionCatalog(String name) {
        this.name = name;
    }

    /** As what an asset is shown. */
    enum Kind {
        TABLE,
        VIEW
    }

    private record Shown(Kind kind, String definition) {}

    String name() {
        return name;
    }

    /** A schema for the session's own tables. */
    String ownSchema() {
        return name + ".levada";
    }

    /** Makes the catalog, and with it what every query may use. */
    void create(Statements statements) {
        statements.execute("ATTACH ':memory:' AS " + name);
        use(statements);
        statements.execute("CREATE SCHEMA levada");
        Macros.DEFINITIONS.forEach(statements::execute);
    }

    void use(Statements statements) {
        statements.execute("USE " + name);
    }

    /** Shows an asset in the place of what was shown by its name. What is shown so already is left alone. */
    synchronized void show(AssetName asset, Kind kind, String definition, Statements statements) {
        if (schemas.add(asset.schema())) {
            statements.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.name(asset.schema()));
        }
        Shown wanted = new Shown(kind, definition);
        Shown before = shown.get(asset);
        if (wanted.equals(before)) {
            return;
        }
        if (before != null) {
            statements.execute("DROP " + before.kind() + " " + Sql.name(asset));
        }
        statements.execute("CREATE " + kind + " " + Sql.name(asset) + " " + definition);
        shown.put(asset, wanted);
    }
}
