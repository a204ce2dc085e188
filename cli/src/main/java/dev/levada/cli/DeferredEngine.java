package dev.levada.cli;

import dev.levada.engine.Engine;
import dev.levada.engine.Session;
import dev.levada.engine.duckdb.DuckDbEngine;
import dev.levada.project.Project;
import dev.levada.project.SqlParser;
import dev.levada.store.Courier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine that is opened when it is first needed, for opening one takes longer than many a command. */
final class DeferredEngine implements Engine {
    private final Supplier<DuckDbEngine> opening;
    private @Nullable DuckDbEngine engine;
    private Project.Limits limits = Project.Limits.NONE;

    DeferredEngine(Supplier<DuckDbEngine> opening) {
        this.opening = opening;
    }

    @Override
    public SqlParser parser() {
        return new SqlParser() {
            @Override
            public Parsed parseQuery(String sql) {
                return opened().parser().parseQuery(sql);
            }

            @Override
            public Parsed parseExpression(String sql) {
                return opened().parser().parseExpression(sql);
            }
        };
    }

    @Override
    public Session session() {
        return opened().session();
    }

    @Override
    public Courier courier() {
        return (scan, columns) -> opened().courier().rows(scan, columns);
    }

    private synchronized DuckDbEngine opened() {
        if (engine == null) {
            engine = opening.get();
            engine.limit(limits);
        }
        return engine;
    }

    /** What the engine may use of the machine, from now on. */
    synchronized void limit(Project.Limits said) {
        limits = said;
        if (engine != null) {
            engine.limit(said);
        }
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
