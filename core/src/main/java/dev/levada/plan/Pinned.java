package dev.levada.plan;

import dev.levada.contract.Check;
import dev.levada.engine.Session;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.project.Making;
import dev.levada.project.SqlParser;
import dev.levada.project.SqlParser.TableMention;
import dev.levada.project.SqlParser.Understood;
import dev.levada.store.Prepared;
import dev.levada.store.Quarantine;
import dev.levada.store.Store;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The tables that an asset's query, rules and checks look at, each held at one version.
 *
 * @param versions by name; empty for a quarantine table that has no rows yet
 * @param unpublished those versions that are prepared only
 */
public record Pinned(Map<AssetName, Optional<TableVersion>> versions, Map<AssetName, Prepared> unpublished) {
    public Pinned {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        unpublished = Map.copyOf(unpublished);
    }

    /** Holds the newest versions. */
    public static Pinned of(Asset asset, Workspace workspace) {
        Map<AssetName, Optional<TableVersion>> versions = new TreeMap<>();
        Store store = workspace.store();
        Inputs.dependenciesOf(asset).forEach(name -> versions.put(name, store.head(name)));
        quarantines(asset, workspace.engine().parser()).forEach(name -> versions.put(name, store.head(name)));
        return new Pinned(versions, Map.of());
    }

    /** The same, but for tables whose next version is prepared: of those, that one. */
    public Pinned with(Function<AssetName, Optional<Prepared>> prepared) {
        Map<AssetName, Optional<TableVersion>> next = new TreeMap<>(versions);
        Map<AssetName, Prepared> only = new TreeMap<>(unpublished);
        versions.keySet()
                .forEach(name -> prepared.apply(name).ifPresent(version -> {
                    next.put(name, Optional.of(version.version()));
                    only.put(name, version);
                }));
        return new Pinned(next, only);
    }

    /** Makes them visible to a session's queries. */
    public void exposeIn(Session session, Store store) {
        versions.forEach((name, version) -> {
            if (unpublished.containsKey(name)) {
                session.expose(name, unpublished.get(name).scan());
            } else if (version.isPresent()) {
                session.expose(name, store.scan(version.get()));
            } else if (isQuarantine(name)) {
                session.declare(name, Quarantine.COLUMNS);
            }
        });
    }

    /** Makes only their columns visible, to bind queries to. */
    public void declareIn(Session session) {
        versions.forEach((name, version) -> {
            if (version.isPresent()) {
                session.declare(name, version.get().shape());
            } else if (isQuarantine(name)) {
                session.declare(name, Quarantine.COLUMNS);
            }
        });
    }

    /** What to read for the rows of a table whose time may lie in a range. */
    public TableScan scan(TableVersion version, String timeColumn, Interval range, Store store) {
        Prepared prepared = unpublished.get(version.table());
        return prepared == null ? store.scan(version, timeColumn, range) : prepared.scan(timeColumn, range);
    }

    /** The versions of what decides the asset's rows. */
    public Inputs inputs(Asset asset) {
        Map<AssetName, Long> ids = new TreeMap<>();
        for (AssetName name : Inputs.namesOf(asset)) {
            versions.getOrDefault(name, Optional.empty()).ifPresent(version -> ids.put(name, version.id()));
        }
        return new Inputs(ids);
    }

    /** The quarantine tables that an asset's SQL names. */
    public static Set<AssetName> quarantines(Asset asset, SqlParser parser) {
        Set<AssetName> names = new TreeSet<>();
        if (asset.making() instanceof Making.Transform transform) {
            addQuarantines(transform.sql(), parser, names);
        }
        for (Check check : asset.contract().checks()) {
            if (check.demand() instanceof Check.Sql sql) {
                addQuarantines(sql.sql(), parser, names);
            }
        }
        return names;
    }

    private static void addQuarantines(String sql, SqlParser parser, Set<AssetName> names) {
        if (sql.contains(AssetName.QUARANTINE_SUFFIX) && parser.parseQuery(sql) instanceof Understood query) {
            query.tables().stream()
                    .map(TableMention::name)
                    .filter(name -> name.contains(AssetName.QUARANTINE_SUFFIX + "."))
                    .forEach(name -> names.add(AssetName.parse(name)));
        }
    }

    private static boolean isQuarantine(AssetName name) {
        return name.schema().endsWith(AssetName.QUARANTINE_SUFFIX);
    }
}
