package dev.levada.testing.run;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.api.Type;
import dev.levada.contract.Check;
import dev.levada.contract.ColumnContract;
import dev.levada.contract.Contract;
import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Severity;
import dev.levada.contract.Versions;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.ledger.SqliteLedger;
import dev.levada.plan.Plan;
import dev.levada.plan.Planner;
import dev.levada.plan.Selection;
import dev.levada.problem.Position;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Connection;
import dev.levada.project.EventTime;
import dev.levada.project.Making;
import dev.levada.project.Project;
import dev.levada.project.Project.Limits;
import dev.levada.project.Secrets;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.TaskOutcome;
import dev.levada.run.Runner;
import dev.levada.store.Store;
import dev.levada.testing.store.MemoryStore;
import dev.levada.workspace.Stores;
import dev.levada.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A workspace over an in-memory store, a folder of pretended files and an engine that follows a script. */
final class Scene implements AutoCloseable {
    static final Position PLACE = new Position(Path.of("assets/x.yml"), 3, 5);
    static final Instant NOW = Instant.parse("2024-07-01T09:30:15Z");
    private static final Clock FIXED = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Versions VERSIONS = new Versions(
            Optional.empty(),
            List.of(),
            "valid_from",
            "valid_to",
            Optional.empty(),
            Versions.HardDeletes.INVALIDATE,
            "_is_deleted");

    Clock clock = FIXED;
    final ScriptedEngine engine = new ScriptedEngine();
    final MemoryStore store;
    final Map<String, MemoryStore> databases = new TreeMap<>();
    final Set<String> down = new TreeSet<>();
    final SqliteLedger ledger;
    final List<String> files = new ArrayList<>(List.of("a.csv"));
    final List<String> notices = new ArrayList<>();
    private final Path folder;
    private final Map<AssetName, Asset> assets = new LinkedHashMap<>();

    Scene(Path folder) {
        this.folder = folder;
        store = new MemoryStore(folder.resolve("lake"), clock);
        ledger = new SqliteLedger(folder.resolve("ledger.db"), clock);
    }

    Scene extract(String name, WriteMode mode, String code, Rule... rules) {
        Making making = new Making.Extract("drops", new Settings(Map.of()), Optional.empty(), PLACE);
        return add(name, making, mode, code, List.of(), rules);
    }

    /** An extract whose rows have the key {@code id}. */
    Scene keyed(String name, WriteMode mode, Deletes deletes, String code, Rule... rules) {
        Making making = new Making.Extract("drops", new Settings(Map.of()), Optional.of("age > 1"), PLACE);
        Optional<Versions> versions = mode == WriteMode.SCD2 ? Optional.of(VERSIONS) : Optional.empty();
        return add(name, making, keyedWrite(mode, deletes, versions), code, List.of(), rules);
    }

    /** An extract that leaves out rows which the table has from a while before or after. */
    Scene windowed(String name) {
        Making making = new Making.Extract("drops", new Settings(Map.of()), Optional.empty(), PLACE);
        Dedup dedup = new Dedup(List.of("id"), Dedup.Keep.LAST, Optional.of("ts"), Optional.of(Duration.ofDays(3)));
        return add(name, making, new Write(WriteMode.APPEND, List.of(), Optional.of(dedup)), "v1", List.of());
    }

    /** A transform whose rows have the key {@code id}. */
    Scene keyedTransform(String name, WriteMode mode, Deletes deletes, String input) {
        Making making = new Making.Transform("select " + name, PLACE, Set.of(AssetName.parse(input)));
        return add(name, making, keyedWrite(mode, deletes, Optional.empty()), "v1", List.of());
    }

    private static Write keyedWrite(WriteMode mode, Deletes deletes, Optional<Versions> versions) {
        Dedup dedup = new Dedup(List.of("id"), Dedup.Keep.LAST, Optional.empty());
        return new Write(mode, List.of(), Optional.of(dedup), List.of("id"), deletes, versions, Map.of());
    }

    Scene transform(String name, String code, String... inputs) {
        Set<AssetName> names =
                Arrays.stream(inputs).map(AssetName::parse).collect(Collectors.toCollection(TreeSet::new));
        return add(name, new Making.Transform("select " + name, PLACE, names), WriteMode.OVERWRITE, code, List.of());
    }

    /** An asset that was added, with its rows lying in time; its files lie by the time unless it says otherwise. */
    Scene timed(String name, EventTime time) {
        Asset old = assets.get(AssetName.parse(name));
        Write write = new Write(old.write().mode(), List.of(time.partition()), Optional.empty());
        Making making = old.making() instanceof Making.Transform query
                ? new Making.Transform(query.sql() + " at $interval_start", PLACE, query.inputs())
                : old.making();
        Asset asset = new Asset(
                old.name(),
                old.file(),
                "",
                Optional.empty(),
                Set.of(),
                making,
                old.contract(),
                write,
                Optional.of(time),
                old.code(),
                old.dependencies());
        assets.put(asset.name(), asset);
        return this;
    }

    Scene checked(String name, String... checks) {
        return checked(name, WriteMode.OVERWRITE, checks);
    }

    Scene checked(String name, WriteMode mode, String... checks) {
        Making making = new Making.Extract("drops", new Settings(Map.of()), Optional.empty(), PLACE);
        List<Check> all = Arrays.stream(checks)
                .map(check -> new Check(check, new Check.Sql("select", PLACE), Severity.ERROR, PLACE))
                .toList();
        return add(name, making, mode, "v1", all);
    }

    static Rule references(String asset) {
        return Rule.ofColumn(
                "id", new dev.levada.contract.Test.References("id", asset, "id"), OnFail.QUARANTINE, PLACE);
    }

    /** Puts assets into a release. */
    Scene release(String release, String... names) {
        for (String name : names) {
            assets.computeIfPresent(
                    AssetName.parse(name),
                    (key, asset) -> new Asset(
                            asset.name(),
                            asset.file(),
                            asset.description(),
                            asset.owner(),
                            asset.tags(),
                            asset.making(),
                            asset.contract(),
                            asset.write(),
                            asset.time(),
                            Optional.of(release),
                            asset.code(),
                            asset.dependencies()));
        }
        return this;
    }

    /** Says in which database assets live; in the lake if its name is empty. */
    Scene living(String database, String... names) {
        for (String name : names) {
            assets.computeIfPresent(
                    AssetName.parse(name),
                    (key, asset) -> new Asset(
                            asset.name(),
                            asset.file(),
                            asset.description(),
                            asset.owner(),
                            asset.tags(),
                            asset.making(),
                            asset.contract(),
                            asset.write(),
                            asset.time(),
                            asset.release(),
                            Optional.of(database).filter(named -> !named.isEmpty()),
                            asset.code(),
                            asset.dependencies()));
        }
        return this;
    }

    /** A database that can be reached unless it is {@link #down}. */
    private Store open(String database) {
        if (down.contains(database)) {
            throw LevadaException.retryable(
                    "store.unreachable", Blame.OUTSIDE, "'" + database + "' cannot be reached.", null);
        }
        return databases.computeIfAbsent(database, name -> new MemoryStore(folder.resolve(name), clock));
    }

    Plan plan() {
        return plan(Selection.ALL);
    }

    Plan plan(Selection selection) {
        return new Planner(workspace()).plan(selection);
    }

    Outcome run() {
        return run(Selection.ALL);
    }

    Outcome run(Selection selection) {
        return new Runner(workspace()).run(selection, Duration.ZERO, Observer.NONE);
    }

    Outcome run(Plan plan) {
        return new Runner(workspace()).run(plan, Observer.NONE);
    }

    static TaskOutcome task(Outcome outcome, String name) {
        return outcome.tasks().stream()
                .filter(task -> task.asset().toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    long rows(String name) {
        return store.head(AssetName.parse(name)).orElseThrow().rows();
    }

    long filesLeft() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("lake"))) {
            return files.filter(java.nio.file.Files::isRegularFile).count();
        }
    }

    Workspace workspace() {
        Path shop = Path.of("/shop");
        Connection drops = new Connection("drops", "pretended", new Settings(Map.of()), PLACE);
        Project project = new Project(
                "shop",
                shop,
                Optional.empty(),
                shop,
                new Limits(Optional.empty(), 0),
                Map.of("drops", drops),
                assets,
                Secrets.NONE);
        return new Workspace(
                project,
                Map.of("pretended", new PretendedFiles(files, notices)),
                engine,
                new Stores(project, store, this::open),
                ledger,
                clock);
    }

    @Override
    public void close() {
        ledger.close();
    }

    private Scene add(String name, Making making, WriteMode mode, String code, List<Check> checks, Rule... rules) {
        return add(name, making, new Write(mode, List.of(), Optional.empty()), code, checks, rules);
    }

    private Scene add(String name, Making making, Write write, String code, List<Check> checks, Rule... rules) {
        Set<AssetName> dependencies = new TreeSet<>();
        if (making instanceof Making.Transform transform) {
            dependencies.addAll(transform.inputs());
        }
        for (Rule rule : rules) {
            if (rule.test() instanceof dev.levada.contract.Test.References references) {
                dependencies.add(AssetName.parse(references.asset()));
            }
        }
        List<ColumnContract> columns = rules.length == 0
                ? List.of()
                : List.of(new ColumnContract("id", Optional.empty(), "", List.of(rules), PLACE));
        Asset asset = new Asset(
                AssetName.parse(name),
                PLACE.file(),
                "",
                Optional.empty(),
                Set.of(),
                making,
                new Contract(columns, List.of(), checks, OptionalDouble.empty()),
                write,
                Optional.empty(),
                code,
                dependencies);
        assets.put(asset.name(), asset);
        return this;
    }

    static List<Column> columns(String... namesAndTypes) {
        return Arrays.stream(namesAndTypes)
                .map(text -> text.split(" ", 2))
                .map(parts -> new Column(parts[0], Type.parse(parts[1])))
                .toList();
    }
}
