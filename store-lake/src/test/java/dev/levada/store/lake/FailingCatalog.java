package dev.levada.store.lake;

import dev.levada.project.AssetName;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.Swap;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** A catalog whose connection breaks around a table's commit. */
final class FailingCatalog extends LakeCatalog {
    private final AssetName victim;
    private final AtomicReference<Failing> when;
    private boolean blind;

    FailingCatalog(Path folder, AssetName victim, AtomicReference<Failing> when) {
        super(folder);
        this.victim = victim;
        this.when = when;
    }

    @Override
    public Optional<TableMetadata> metadata(AssetName table) {
        if (blind) {
            throw new UncheckedSQLException("no connection");
        }
        return super.metadata(table);
    }

    @Override
    public void swap(List<Swap> swaps) {
        boolean isHit = swaps.stream().anyMatch(swap -> swap.table().equals(victim));
        if (isHit && when.get() == Failing.BEFORE) {
            throw new UncheckedSQLException("database is locked");
        }
        super.swap(swaps);
        if (isHit && when.get() != Failing.NEVER) {
            blind = when.get() == Failing.AFTER_AND_BLIND;
            throw new UncheckedSQLException("connection lost");
        }
    }

    @Override
    public TableOperations operations(AssetName table) {
        TableOperations operations = super.operations(table);
        return table.equals(victim)
                ? (TableOperations) Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {TableOperations.class},
                        (proxy, method, arguments) -> {
                            boolean commit = method.getName().equals("commit");
                            if (commit && when.get() == Failing.BEFORE) {
                                throw new UncheckedSQLException("database is locked");
                            }
                            Object result = method.invoke(operations, arguments);
                            if (commit && when.get() != Failing.NEVER) {
                                blind = when.get() == Failing.AFTER_AND_BLIND;
                                throw new UncheckedSQLException("connection lost");
                            }
                            return result;
                        })
                : operations;
    }

    /** When a catalog breaks. */
    enum Failing {
        NEVER,
        BEFORE,
        AFTER,
        AFTER_AND_BLIND
    }
}
