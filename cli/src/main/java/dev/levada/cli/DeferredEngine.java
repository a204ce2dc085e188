package dev.levada.cli;

import dev.levada.project.SqlParser;
import dev.levada.engine.Engine;
import dev.levada.engine.Session;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine that is opened when it is first needed, for opening one takes longer than many a command. */
final class DeferredEngine implements Engine {
    private final Supplier<Engine> opening;
    private @Nullable Engine engine;

    DeferredEngine(Supplier<Engine> opening) {
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

    private synchronized Engine opened() {
        if (engine == null) {
            engine = opening.get();
        }
        return engine;
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
