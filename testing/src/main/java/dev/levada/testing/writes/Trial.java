package dev.levada.testing.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Settings;
import dev.levada.contract.ColumnContract;
import dev.levada.contract.Contract;
import dev.levada.contract.Dedup;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Account;
import dev.levada.engine.Engine;
import dev.levada.ledger.Ledger;
import dev.levada.ledger.SqliteLedger;
import dev.levada.plan.Planner;
import dev.levada.plan.Selection;
import dev.levada.problem.Position;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Connection;
import dev.levada.project.Making;
import dev.levada.project.Project;
import dev.levada.project.Secrets;
import dev.levada.report.Failure;
import dev.levada.report.Observer;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.run.Runner;
import dev.levada.store.Store;
import dev.levada.store.TableCommit;
import dev.levada.store.TableVersion;
import dev.levada.testing.writes.Incoming.Whole;
import dev.levada.workspace.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table of a real project beside the model of it: both are written to, and must be the same after every run. */
final class Trial implements AutoCloseable {
    private static final AssetName TABLE = new AssetName("raw", "things");
    private static final Position PLACE = new Position(Path.of("assets/raw/things.yml"), 1, 1);

    private final Scenario scenario;
    private final Mode mode;
    private final Path folder;
    private final Engine engine;
    private final MovableClock clock = new MovableClock(Instant.parse("2024-01-05T09:30:15.123456Z"));
    private final Store store;
    private final Ledger ledger;
    private final Batches source;
    private List<Row> model = List.of();
    private List<Rule> keyRules = List.of();

    /** @param open opens the store with a clock */
    Trial(Scenario scenario, Path folder, Engine engine, Function<Clock, Store> open) {
        this.scenario = scenario;
        this.mode = Mode.of(scenario.write(), scenario::isDeletion);
        this.folder = folder;
        this.engine = engine;
        this.store = open.apply(clock);
        this.ledger = new SqliteLedger(folder.resolve("ledger.db"), clock);
        this.source = new Batches(scenario.time());
    }

    /** From now on the contract says that the key is required. */
    Trial requiringKey() {
        keyRules = scenario.write().key().stream()
                .map(column ->
                        Rule.ofColumn(column, new dev.levada.contract.Test.Required(column), OnFail.QUARANTINE, PLACE))
                .toList();
        return this;
    }

    void pause(Duration pause) {
        clock.move(pause);
    }

    /** Writes to both, and demands that they are the same. */
    void write(Delivery delivery) {
        Optional<TableVersion> before = store.head(TABLE);
        int commits = commits().size();
        Written wanted = mode.write(model, incoming(delivery));

        TaskOutcome outcome = run(delivery);

        assertThat(outcome.status())
                .as("%s", outcome.failure().map(Failure::message).orElse(""))
                .isEqualTo(Status.DONE);
        assertThat(rows()).isEqualTo(Row.sorted(wanted.table()));
        assertThat(outcome.account()).isEqualTo(account(delivery, wanted));
        List<TableCommit> history = commits();
        assertThat(history).as("commits").hasSize(commits + 1);
        assertThat(history.get(commits).parent()).isEqualTo(before.map(TableVersion::id));
        model = wanted.table();
    }

    /** Writes what must fail, and demands that the table stays what it was. @return why it failed */
    Failure refuse(Delivery delivery) {
        Optional<TableVersion> before = store.head(TABLE);
        TaskOutcome outcome = run(delivery);

        assertThat(outcome.status()).isEqualTo(Status.FAILED);
        assertThat(store.head(TABLE).map(TableVersion::id)).isEqualTo(before.map(TableVersion::id));
        return outcome.failure().orElseThrow();
    }

    /** Carries out one run. */
    TaskOutcome run(Delivery delivery) {
        source.deliver(delivery);
        Workspace workspace = workspace(delivery);
        return new Runner(workspace)
                .run(new Planner(workspace).plan(Selection.ALL), Observer.NONE)
                .tasks()
                .get(0);
    }

    Scenario scenario() {
        return scenario;
    }

    Instant now() {
        return clock.instant();
    }

    /** Whether the same batch twice leaves what it leaves once. */
    boolean isRepeatable() {
        return scenario.write().mode() != WriteMode.APPEND
                || scenario.write().dedup().flatMap(Dedup::window).isPresent();
    }

    /** What the table should hold. */
    List<Row> model() {
        return Row.sorted(model);
    }

    private List<Row> rows() {
        return Row.sorted(
                TableRows.of(engine, TABLE, store.scan(store.head(TABLE).orElseThrow())));
    }

    private List<TableCommit> commits() {
        return store.head(TABLE)
                .map(head -> store.commits(TABLE, Optional.empty(), Optional.empty()))
                .orElse(List.of());
    }

    private Incoming incoming(Delivery delivery) {
        List<String> columns = delivery.columns(scenario.time()).stream()
                .map(column -> column.name())
                .toList();
        List<Row> batch = delivery.rows().stream()
                .filter(row -> !delivery.isFiltered(row) && !isQuarantined(delivery, row))
                .toList();
        Optional<Whole> whole = scenario.write().needsWholeSource() ? Optional.of(whole(delivery)) : Optional.empty();
        return new Incoming(columns, batch, clock.instant(), whole);
    }

    private Whole whole(Delivery delivery) {
        List<Row> quarantined = delivery.rows().stream()
                .filter(row -> isQuarantined(delivery, row))
                .toList();
        List<String> key = scenario.write().key();
        Set<Row> told = quarantined.stream()
                .filter(row -> !Delivery.hasBrokenId(row) && !hasNullKey(row))
                .map(row -> row.key(key))
                .collect(Collectors.toSet());
        boolean allTold = quarantined.stream().noneMatch(row -> Delivery.hasBrokenId(row) || hasNullKey(row));
        return new Whole(delivery.rows().size(), delivery::isInScope, told, allTold);
    }

    private Account account(Delivery delivery, Written written) {
        long filtered = delivery.rows().stream().filter(delivery::isFiltered).count();
        long quarantined = delivery.rows().stream()
                .filter(row -> isQuarantined(delivery, row))
                .count();
        return new Account(
                delivery.rows().size(),
                written.kept(),
                quarantined,
                written.duplicates(),
                filtered,
                written.unchanged(),
                written.deletes());
    }

    private boolean isQuarantined(Delivery delivery, Row row) {
        return delivery.isQuarantined(row) || (!keyRules.isEmpty() && !delivery.isFiltered(row) && hasNullKey(row));
    }

    private boolean hasNullKey(Row row) {
        return scenario.write().key().stream().anyMatch(column -> row.get(column) == null);
    }

    private Workspace workspace(Delivery delivery) {
        Making making = new Making.Extract("source", new Settings(Map.of()), delivery.where(), PLACE);
        Rule positive = Rule.ofColumn("n", new dev.levada.contract.Test.Min("n", "0"), OnFail.QUARANTINE, PLACE);
        List<ColumnContract> columns = List.of(
                new ColumnContract("n", Optional.empty(), "", List.of(positive), PLACE),
                new ColumnContract("id", Optional.empty(), "", keyRules, PLACE));
        Asset asset = new Asset(
                TABLE,
                PLACE.file(),
                "",
                Optional.empty(),
                Set.of(),
                making,
                new Contract(columns, List.of(), List.of(), OptionalDouble.empty()),
                scenario.write(),
                Optional.empty(),
                "code",
                Set.of());
        Project project = new Project(
                "trial",
                folder,
                Optional.empty(),
                folder,
                Project.Limits.NONE,
                Map.of("source", new Connection("source", Batches.TYPE, new Settings(Map.of()), PLACE)),
                Map.of(TABLE, asset),
                Secrets.NONE);
        return new Workspace(project, Map.of(Batches.TYPE, source), engine, store, ledger, clock);
    }

    @Override
    public void close() {
        store.close();
        ledger.close();
    }
}
