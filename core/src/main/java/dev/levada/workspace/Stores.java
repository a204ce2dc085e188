package dev.levada.workspace;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.project.Project;
import dev.levada.store.Prepared;
import dev.levada.store.Publication;
import dev.levada.store.QueryHost;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.Store;
import dev.levada.store.TableCommit;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.store.Upkeep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All stores of a project as one: each table is looked for where its asset says that it lives, and its quarantine there too;
 * what no asset says anything of lives in the lake. A database is opened when one of its tables is first needed, so that a
 * project whose database cannot be reached still makes what does not need it. Thread-safe for different tables.
 */
public final class Stores implements Store {
    private static final String LAKE = "";

    private final Store lake;
    private final Function<String, Store> opening;
    private final Map<AssetName, String> places = new TreeMap<>();
    private final Set<String> names = new TreeSet<>();
    private final Map<String, Store> opened = new TreeMap<>();

    /** @param opening opens the store of a connection */
    public Stores(Project project, Store lake, Function<String, Store> opening) {
        this.lake = lake;
        this.opening = opening;
        for (Asset asset : project.assets().values()) {
            places.put(asset.name(), asset.store().orElse(LAKE));
            places.put(asset.name().quarantine(), asset.store().orElse(LAKE));
            asset.store().ifPresent(names::add);
        }
    }

    private String place(AssetName table) {
        return places.getOrDefault(table, LAKE);
    }

    private Store of(AssetName table) {
        return named(place(table));
    }

    private Store named(String name) {
        if (name.equals(LAKE)) {
            return lake;
        }
        synchronized (opened) {
            Store known = opened.get(name);
            if (known == null) {
                known = opening.apply(name);
                opened.put(name, known);
            }
            return known;
        }
    }

    /** The stores of connections that can be reached now. */
    private Map<String, Store> reached() {
        Map<String, Store> reached = new TreeMap<>();
        for (String name : names) {
            try {
                reached.put(name, named(name));
            } catch (LevadaException e) {
                demandOutside(e);
            }
        }
        return reached;
    }

    private static void demandOutside(LevadaException e) {
        if (e.blame() != Blame.OUTSIDE) {
            throw e;
        }
    }

    @Override
    public Optional<TableVersion> head(AssetName table) {
        return of(table).head(table);
    }

    @Override
    public Optional<String> elsewhere(AssetName table) {
        String own = place(table);
        if (!own.equals(LAKE) && lake.tables().contains(table)) {
            return Optional.of("the lake");
        }
        return reached().entrySet().stream()
                .filter(store -> !store.getKey().equals(own))
                .filter(store -> store.getValue().tables().contains(table))
                .map(store -> "'" + store.getKey() + "'")
                .findFirst();
    }

    @Override
    public Optional<TableVersion> committedBy(String runId, AssetName table) {
        return of(table).committedBy(runId, table);
    }

    @Override
    public TableScan scan(TableVersion version) {
        return of(version.table()).scan(version);
    }

    @Override
    public TableScan scan(TableVersion version, String timeColumn, Interval range) {
        return of(version.table()).scan(version, timeColumn, range);
    }

    @Override
    public Optional<TableVersion> version(AssetName table, long id) {
        return of(table).version(table, id);
    }

    @Override
    public List<TableCommit> commits(AssetName table, Optional<String> timeColumn, Optional<Long> after) {
        return of(table).commits(table, timeColumn, after);
    }

    @Override
    public Map<AssetName, String> tokens() {
        Map<AssetName, String> all = new TreeMap<>(lake.tokens());
        all.keySet().removeIf(table -> !place(table).equals(LAKE));
        for (String name : names) {
            try {
                named(name).tokens().forEach((table, token) -> {
                    if (place(table).equals(name)) {
                        all.put(table, token);
                    }
                });
            } catch (LevadaException e) {
                demandOutside(e);
                places.forEach((table, place) -> {
                    if (place.equals(name) && !table.isQuarantine()) {
                        all.put(table, UNREACHABLE);
                    }
                });
            }
        }
        return all;
    }

    @Override
    public Optional<TableVersion> rebase(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        return of(staged.staging().table()).rebase(staged, mode, base);
    }

    @Override
    public Staging stage(StageRequest request) {
        return of(request.table()).stage(request);
    }

    @Override
    public TableScan preview(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        return of(staged.staging().table()).preview(staged, mode, base);
    }

    @Override
    public Prepared prepare(Publication publication) {
        return of(publication.staged().staging().table()).prepare(publication);
    }

    @Override
    public List<TableVersion> commit(List<Prepared> prepared) {
        List<String> of =
                prepared.stream().map(each -> place(each.table())).distinct().toList();
        if (of.size() > 1) {
            throw new IllegalArgumentException("one step in several stores: " + of);
        }
        return of.isEmpty() ? List.of() : named(of.get(0)).commit(prepared);
    }

    @Override
    public void discard(Prepared prepared) {
        of(prepared.table()).discard(prepared);
    }

    @Override
    public void discard(Staging staging) {
        of(staging.table()).discard(staging);
    }

    /** @throws LevadaException if a store cannot be reached, when all others are swept */
    @Override
    public void sweep(String runId) {
        lake.sweep(runId);
        List<LevadaException> failures = new ArrayList<>();
        for (String name : names) {
            try {
                named(name).sweep(runId);
            } catch (LevadaException e) {
                demandOutside(e);
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    @Override
    public Optional<Upkeep> upkeep(AssetName table) {
        return of(table).upkeep(table);
    }

    @Override
    public Optional<QueryHost> host(Set<AssetName> tables) {
        Set<String> homes = tables.stream().map(this::place).collect(Collectors.toSet());
        return homes.size() == 1 ? named(homes.iterator().next()).host(tables) : Optional.empty();
    }

    /** Of those that can be reached. */
    @Override
    public List<AssetName> tables() {
        Set<AssetName> all = new TreeSet<>(there(lake, table -> place(table).equals(LAKE)));
        reached()
                .forEach((name, store) ->
                        all.addAll(there(store, table -> place(table).equals(name))));
        return List.copyOf(all);
    }

    private static List<AssetName> there(Store store, Predicate<AssetName> isItsOwn) {
        return store.tables().stream().filter(isItsOwn).toList();
    }

    @Override
    public void close() {
        synchronized (opened) {
            opened.values().forEach(Store::close);
            opened.clear();
        }
        lake.close();
    }
}
