package dev.levada.testing.run;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.LevadaException;
import dev.levada.api.Source;
import dev.levada.contract.Check;
import dev.levada.engine.Account;
import dev.levada.engine.CheckResult;
import dev.levada.engine.Effect;
import dev.levada.engine.Engine;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.project.AssetName;
import dev.levada.project.SqlParser;
import dev.levada.store.Courier;
import dev.levada.store.Positions;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.TableScan;
import dev.levada.store.WrittenFile;
import dev.levada.testing.store.WrittenFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** An engine that computes nothing: a script says what each table's production comes to. */
final class ScriptedEngine implements Engine {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\w+)");
    private static final Pattern DAY = Pattern.compile("TIMESTAMP '(\\d{4}-\\d{2}-\\d{2})");

    /** The day that an extract's rows lie on, by its table. */
    final Map<String, String> days = new ConcurrentHashMap<>();

    final Map<String, Account> accounts = new ConcurrentHashMap<>();
    final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
    final Map<String, Map<String, Positions>> released = new ConcurrentHashMap<>();
    final Map<String, Long> offending = new ConcurrentHashMap<>();
    final List<Production> productions = Collections.synchronizedList(new ArrayList<>());
    volatile List<Column> columns = Scene.columns("id BIGINT", "age INTEGER");
    volatile List<String> notices = List.of();
    volatile Runnable whileProducing = () -> {};
    volatile Runnable whileChecking = () -> {};

    @Override
    public SqlParser parser() {
        return new SqlParser() {
            @Override
            public Parsed parseQuery(String sql) {
                List<Parameter> parameters = PARAMETER
                        .matcher(sql)
                        .results()
                        .map(found -> new Parameter(found.group(1), found.start()))
                        .toList();
                return parameters.isEmpty()
                        ? new Misunderstood(0, "not in the script")
                        : new Understood(sql, Set.of(), parameters);
            }

            @Override
            public Parsed parseExpression(String sql) {
                return new Misunderstood(0, "not in the script");
            }
        };
    }

    @Override
    public Session session() {
        return new Scripted();
    }

    @Override
    public Courier courier() {
        return (scan, names) -> {
            throw new UnsupportedOperationException("a script has no rows");
        };
    }

    @Override
    public void close() {}

    /** A row of nulls, as an aggregate over nothing gives it. */
    private static final class NoValues implements Rows {
        private boolean isRead;

        @Override
        public List<Column> columns() {
            return List.of();
        }

        @Override
        public @Nullable List<@Nullable Object> next() {
            if (isRead) {
                return null;
            }
            isRead = true;
            return Arrays.asList(null, null);
        }

        @Override
        public void close() {}
    }

    private final class Scripted implements Session {
        private volatile boolean cancelled;

        @Override
        public void expose(AssetName name, TableScan scan) {}

        @Override
        public void declare(AssetName name, List<Column> shape) {}

        @Override
        public List<Column> describe(String sql) {
            return columns;
        }

        @Override
        public void expose(AssetName name, TableScan scan, String condition) {
            expose(name, scan);
        }

        @Override
        public void bindCondition(List<Column> row, String condition) {}

        @Override
        public List<Column> describe(Extent extent, Source source) {
            return columns;
        }

        @Override
        public Session forBinding() {
            return new Scripted();
        }

        @Override
        public Produced produce(Production production) {
            productions.add(production);
            String table = production.staging().table().toString();
            whileProducing.run();
            if (cancelled) {
                throw new LevadaException("cancelled", Blame.INTERRUPTED, "cancelled");
            }
            if (failures.containsKey(table)) {
                throw failures.get(table);
            }
            Account account = accounts.getOrDefault(table, new Account(10, 10, 0, 0, 0));
            Staged quarantined = account.quarantined() == 0
                    ? new Staged(production.quarantine(), List.of(), Map.of())
                    : WrittenFiles.of(production.quarantine(), account.quarantined(), Map.of());
            return new Produced(
                    account,
                    WrittenFiles.of(production.staging(), account.kept(), partition(production)),
                    quarantined,
                    released.getOrDefault(table, Map.of()),
                    account.quarantined() == 0 ? Map.of() : Map.of("age.min", account.quarantined()),
                    Map.of(),
                    Map.of(),
                    100,
                    Effect.NONE,
                    Map.of(),
                    notices);
        }

        private Map<String, Optional<String>> partition(Production production) {
            String table = production.staging().table().toString();
            Optional<String> day = production.input() instanceof Production.FromQuery query
                    ? DAY.matcher(query.sql())
                            .results()
                            .map(found -> found.group(1))
                            .findFirst()
                    : Optional.ofNullable(days.get(table));
            Map<String, Optional<String>> partition = new HashMap<>();
            production.staging().partition().forEach(field -> partition.put(field.name(), day));
            return partition;
        }

        @Override
        public List<WrittenFile> rewrite(TableScan scan, Staging staging) {
            return WrittenFiles.of(staging, scan.rows(), Map.of()).files();
        }

        @Override
        public Map<String, Positions> locate(TableScan scan, String condition) {
            if (condition.startsWith("source in")) {
                return Map.of(); // what is scripted comes from nowhere else
            }
            Map<String, Positions> all = new HashMap<>();
            scan.files()
                    .forEach(file -> all.put(
                            file.path(),
                            Positions.of(LongStream.range(0, file.rows()).toArray())));
            return all;
        }

        @Override
        public CheckResult check(AssetName asset, Check check, int sampleSize) {
            whileChecking.run();
            long count = offending.getOrDefault(check.name(), 0L);
            return new CheckResult(check, count, count == 0 ? "" : count + " rows", List.of(), List.of());
        }

        @Override
        public Rows query(String sql) {
            return new NoValues();
        }

        @Override
        public Progress progress() {
            return new Progress(-1, 0, 0);
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void close() {}
    }
}
