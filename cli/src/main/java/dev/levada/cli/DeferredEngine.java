package dev.levada.cli;

import dev.levada.api.Column;
import dev.levada.dialect.Dialect;
import dev.levada.dialect.Residence;
import dev.levada.engine.Engine;
import dev.levada.engine.Session;
import dev.levada.engine.Translator;
import dev.levada.engine.duckdb.DuckDbEngine;
import dev.levada.project.AssetName;
import dev.levada.project.Project;
import dev.levada.project.RememberingParser;
import dev.levada.project.SqlParser;
import dev.levada.store.Courier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine that is opened when it is first needed, for opening one takes longer than many a command. */
final class DeferredEngine implements Engine {
    private final Supplier<DuckDbEngine> opening;
    private final RememberingParser parser;
    private @Nullable DuckDbEngine engine;
    private Project.Limits limits = Project.Limits.NONE;

    /** @param parsed a file that remembers what the engine understood of the project's SQL */
    DeferredEngine(Supplier<DuckDbEngine> opening, Path parsed) {
        this.opening = opening;
        this.parser = new RememberingParser(new Opening(), DuckDbEngine.dialect(), parsed);
    }

    @Override
    public SqlParser parser() {
        return parser;
    }

    /** Writes down what was understood of the project's SQL. */
    void keepParsed() {
        parser.keep();
    }

    /** Opens the engine for what is not remembered. */
    private final class Opening implements SqlParser {
        @Override
        public Parsed parseQuery(String sql) {
            return opened().parser().parseQuery(sql);
        }

        @Override
        public Parsed parseExpression(String sql) {
            return opened().parser().parseExpression(sql);
        }
    }

    @Override
    public Translator translator() {
        return new Translator() {
            @Override
            public Translation translate(String sql, Map<AssetName, Residence> inputs, Dialect target) {
                return opened().translator().translate(sql, inputs, target);
            }

            @Override
            public Map<AssetName, String> neededRows(String sql, Map<AssetName, List<Column>> inputs, Dialect target) {
                return opened().translator().neededRows(sql, inputs, target);
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
