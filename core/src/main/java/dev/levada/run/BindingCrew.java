package dev.levada.run;

import dev.levada.engine.Engine;
import dev.levada.engine.Session;
import dev.levada.plan.Inputs;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/** Binds assets side by side, each after those that it depends on, all to the same tables. Used by one thread. */
final class BindingCrew implements AutoCloseable {
    private final Session tables;
    private final ExecutorService pool;
    private final Queue<Session> idle = new ConcurrentLinkedQueue<>();

    BindingCrew(Engine engine, int workers) {
        this.tables = engine.session();
        this.pool = Executors.newFixedThreadPool(workers);
    }

    /**
     * The results in the order of the assets. Returns when nothing goes on any more.
     *
     * @param assets each after those that it depends on
     * @throws RuntimeException what was thrown for the first of the assets that one was thrown for
     */
    <T> List<T> work(Collection<Asset> assets, BiFunction<Asset, Session, T> binding) {
        Map<AssetName, CompletableFuture<T>> results = new LinkedHashMap<>();
        for (Asset asset : assets) {
            CompletableFuture<Void> before = all(Inputs.dependenciesOf(asset).stream()
                    .map(results::get)
                    .filter(Objects::nonNull)
                    .toList());
            results.put(asset.name(), before.thenApplyAsync(ready -> bind(asset, binding), pool));
        }
        all(results.values()).exceptionally(failed -> null).join();
        try {
            return results.values().stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static CompletableFuture<Void> all(Collection<? extends CompletableFuture<?>> results) {
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
    }

    private <T> T bind(Asset asset, BiFunction<Asset, Session, T> binding) {
        Session kept = idle.poll();
        Session session = kept == null ? tables.forBinding() : kept;
        try {
            return binding.apply(asset, session);
        } finally {
            idle.add(session);
        }
    }

    @Override
    public void close() {
        pool.shutdown();
        idle.forEach(Session::close);
        tables.close();
    }
}
