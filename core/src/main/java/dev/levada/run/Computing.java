package dev.levada.run;

import dev.levada.dialect.Residence;
import dev.levada.engine.Production;
import dev.levada.engine.Production.FromDatabase;
import dev.levada.engine.Production.FromQuery;
import dev.levada.plan.Pinned;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making.Transform;
import dev.levada.project.Pushdown;
import dev.levada.pushdown.Decision;
import dev.levada.pushdown.Placement;
import dev.levada.pushdown.Venue;
import dev.levada.store.QueryFailure;
import dev.levada.store.QueryHost;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/** Where the query of a task is computed: in the database of its inputs, or by the engine. Thread-safe. */
final class Computing {
    private final Workspace workspace;
    private final Transform transform;
    private final Placement placement;
    private final Map<AssetName, TableVersion> inputs = new TreeMap<>();
    private final Optional<AssetName> unseen;
    private volatile Venue venue = Venue.ENGINE;
    private volatile boolean failed;

    /** @param written where a place of the query, as it is asked, stands in the query as it is written */
    Computing(Workspace workspace, Asset asset, Pinned pinned, IntUnaryOperator written) {
        this.workspace = workspace;
        this.transform = (Transform) asset.making();
        this.placement = new Placement(asset, workspace, written);
        transform
                .inputs()
                .forEach(name -> pinned.versions()
                        .getOrDefault(name, Optional.empty())
                        .ifPresent(version -> inputs.put(name, version)));
        this.unseen = transform.inputs().stream()
                .filter(pinned.unpublished()::containsKey)
                .findFirst();
    }

    /** Where the rows of a table are that the query sees. */
    @FunctionalInterface
    interface Residing {
        /** Empty if the database cannot tell them from the others. */
        Optional<Residence> of(TableVersion version, QueryHost host);
    }

    /** Of all rows of each table. */
    static Optional<Residence> whole(TableVersion version, QueryHost host) {
        return Optional.of(host.residence(version.table(), version.shape()));
    }

    /**
     * Where the query's rows come from.
     *
     * @param sql as it is asked
     * @throws dev.levada.problem.ProjectException if a database must compute it and cannot
     */
    Production.Input input(String sql, Residing residing) {
        if (failed) {
            return new FromQuery(sql);
        }
        Decision decision = decide(sql, residing);
        venue = decision.venue();
        return decision instanceof Decision.Inside inside
                ? new FromDatabase(inside.ask(inputs.values()), otherwise(sql))
                : new FromQuery(sql);
    }

    private Decision decide(String sql, Residing residing) {
        Optional<QueryHost> host = placement.host();
        if (host.isEmpty()) {
            return placement.outside();
        }
        if (unseen.isPresent()) {
            return placement.outside(
                    unseen.get().toString(), "It is published together with this asset, and cannot be seen before.");
        }
        Map<AssetName, Residence> residences = new TreeMap<>();
        for (TableVersion version : inputs.values()) {
            Optional<Residence> residence = residing.of(version, host.get());
            if (residence.isEmpty()) {
                return placement.outside(
                        version.table().toString(), "The column that holds its time is of no type of times.");
            }
            residences.put(version.table(), residence.get());
        }
        return placement.decide(sql, residences, workspace.engine().translator());
    }

    private Optional<FromQuery> otherwise(String sql) {
        return isRequired() ? Optional.empty() : Optional.of(new FromQuery(sql));
    }

    private boolean isRequired() {
        return transform.pushdown() == Pushdown.REQUIRED;
    }

    /** The database could not compute it: from now on the engine does. @throws QueryFailure the same, if the engine shall not */
    void fail(QueryFailure failure) {
        if (isRequired()) {
            throw failure;
        }
        failed = true;
        venue = Venue.ENGINE;
    }

    /** What a user should know if the engine does what a database could not. */
    static String notice(QueryFailure failure) {
        return "the database could not compute the query, so the engine did: " + failure.getMessage();
    }

    /** Where the query was computed that was asked for last. */
    Venue venue() {
        return venue;
    }
}
