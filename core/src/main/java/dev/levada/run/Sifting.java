package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.contract.Dedup;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.engine.Production.FromQuery;
import dev.levada.engine.Session;
import dev.levada.plan.Pinned;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making.Transform;
import dev.levada.project.Pushdown;
import dev.levada.project.SqlParser.Understood;
import dev.levada.store.QueryHost;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Shows the engine, while it computes a query, no more rows of tables in databases than the query needs. */
final class Sifting {
    private final Workspace workspace;
    private final Asset asset;
    private final Pinned pinned;

    Sifting(Workspace workspace, Asset asset, Pinned pinned) {
        this.workspace = workspace;
        this.asset = asset;
        this.pinned = pinned;
    }

    /** Lets a session that shows all pinned tables produce rows; it shows them all again afterwards. */
    <T> T during(Session session, Work work, Supplier<T> production) {
        Map<AssetName, TableVersion> sifted =
                work.input() instanceof FromQuery query && isAllowed() ? show(session, query.sql()) : Map.of();
        try {
            return production.get();
        } finally {
            sifted.forEach(
                    (name, version) -> session.expose(name, workspace.store().scan(version)));
        }
    }

    private boolean isAllowed() {
        return asset.making() instanceof Transform transform
                && transform.pushdown() != Pushdown.OFF
                && conditions().noneMatch(this::readsTables);
    }

    /** All SQL besides the query that the engine looks at while it produces rows. */
    private Stream<String> conditions() {
        Stream<String> rules = asset.contract().rules().stream()
                .map(Rule::test)
                .flatMap(
                        test -> test instanceof Test.Expression expression ? Stream.of(expression.sql()) : Stream.of());
        Stream<String> ofWriting = Stream.concat(
                asset.write().dedup().flatMap(Dedup::order).stream(), asset.write().deletes().when().stream());
        return Stream.concat(rules, ofWriting);
    }

    private boolean readsTables(String condition) {
        return !(workspace.engine().parser().parseExpression(condition) instanceof Understood understood)
                || !understood.tables().isEmpty();
    }

    /** Shows the rows that are needed of tables of which others are not, and returns these tables. */
    private Map<AssetName, TableVersion> show(Session session, String sql) {
        Map<AssetName, TableVersion> shown = new TreeMap<>();
        Map<QueryHost, Map<AssetName, String>> needed = new HashMap<>();
        published()
                .forEach((name, version) -> host(name).ifPresent(host -> {
                    String condition = needed.computeIfAbsent(host, asked -> neededRows(sql, asked))
                            .getOrDefault(name, "");
                    if (!condition.isEmpty()) {
                        shown.put(name, version);
                        session.expose(name, host.scan(version, condition));
                    }
                }));
        return shown;
    }

    /** The inputs of the query that nothing else looks at. */
    private Map<AssetName, TableVersion> published() {
        Map<AssetName, TableVersion> published = new TreeMap<>();
        ((Transform) asset.making())
                .inputs().stream()
                        .filter(name -> !pinned.unpublished().containsKey(name) && !isLookedUp(name))
                        .forEach(name -> pinned.versions()
                                .getOrDefault(name, Optional.empty())
                                .ifPresent(version -> published.put(name, version)));
        return published;
    }

    private Optional<QueryHost> host(AssetName table) {
        return workspace
                .store()
                .host(Set.of(table))
                .filter(host -> host.refusal().isEmpty());
    }

    private Map<AssetName, String> neededRows(String sql, QueryHost host) {
        Map<AssetName, List<Column>> columns = new TreeMap<>();
        pinned.versions().forEach((name, version) -> version.ifPresent(known -> columns.put(name, known.shape())));
        return workspace.engine().translator().neededRows(sql, columns, host.dialect());
    }

    private boolean isLookedUp(AssetName table) {
        return asset.contract().rules().stream()
                .anyMatch(rule -> rule.test() instanceof Test.References references
                        && references.asset().equalsIgnoreCase(table.toString()));
    }
}
