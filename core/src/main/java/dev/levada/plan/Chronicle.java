package dev.levada.plan;

import dev.levada.ledger.Histories;
import dev.levada.ledger.Histories.State;
import dev.levada.ledger.TableHistory;
import dev.levada.ledger.TableHistory.Step;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.EventTime;
import dev.levada.project.Intervals;
import dev.levada.store.Facts;
import dev.levada.store.Prepared;
import dev.levada.store.Store;
import dev.levada.store.TableCommit;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How tables came to be as they are: remembered by the ledger, and read from the store as far as the ledger is behind. The
 * store is right; the ledger only saves time. Looking changes nothing; {@link #remember} does. Thread-safe.
 */
public final class Chronicle {
    private final Workspace workspace;
    private final Map<AssetName, TableHistory> learned = new HashMap<>();
    private final Map<AssetName, Optional<TableHistory>> remembered = new HashMap<>();
    private @Nullable Map<AssetName, String> settled;
    private Map<AssetName, String> tokens;

    /** Of the tables as they are now. */
    public Chronicle(Workspace workspace) {
        this(workspace, workspace.store().tokens());
    }

    private Chronicle(Workspace workspace, Map<AssetName, String> tokens) {
        this.workspace = workspace;
        this.tokens = tokens;
    }

    /** The same, as it will be once what is prepared for some tables is visible. It is only looked at. */
    public synchronized Chronicle with(List<Prepared> prepared) {
        Chronicle next = new Chronicle(workspace, new HashMap<>(tokens));
        next.learned.putAll(learned);
        next.remembered.putAll(remembered);
        for (Prepared each : prepared) {
            AssetName table = each.table();
            Optional<String> timeColumn = timeColumn(table);
            List<Step> steps =
                    new ArrayList<>(of(table).map(TableHistory::steps).orElse(List.of()));
            steps.add(step(each.asCommit(timeColumn)));
            String token = token(table) + "+" + each.version().id();
            next.tokens.put(table, token);
            next.learned.put(table, new TableHistory(token, timeColumn, steps));
        }
        return next;
    }

    /** From here on, of the tables as they are now. */
    public synchronized void renew() {
        tokens = workspace.store().tokens();
    }

    /** Whether the table is there. */
    public synchronized boolean has(AssetName table) {
        return tokens.containsKey(table);
    }

    /** The history of a table; empty if it was never made. */
    public synchronized Optional<TableHistory> of(AssetName table) {
        String token = tokens.get(table);
        if (token == null) {
            return Optional.empty();
        }
        Optional<String> timeColumn = timeColumn(table);
        Optional<TableHistory> known =
                known(table).filter(history -> history.timeColumn().equals(timeColumn));
        if (known.isPresent() && known.get().token().equals(token)) {
            return known;
        }
        TableHistory current = new TableHistory(token, timeColumn, steps(table, timeColumn, known));
        learned.put(table, current);
        return Optional.of(current);
    }

    /** Whether a table that is made as a whole was made by the asset's code, from inputs that have not changed since. */
    public boolean isUpToDate(Asset asset) {
        return new Staleness(asset, Set.of(), this).ofTransform().isEmpty();
    }

    /** Makes a workspace's ledger forget what it remembers of tables. */
    public static void forget(Workspace workspace) {
        Histories histories = workspace.ledger().histories();
        histories.forget(histories.states().keySet());
    }

    /** How many tables there are. */
    public synchronized int tables() {
        return tokens.size();
    }

    /** How many commits led to them. */
    public synchronized int commits() {
        return tokens.keySet().stream()
                .flatMap(table -> of(table).stream())
                .mapToInt(history -> history.steps().size())
                .sum();
    }

    /** Whether somebody found before that an asset has no interval to make, and nothing has happened since. */
    synchronized boolean isSettled(AssetName asset, String key) {
        if (settled == null) {
            settled = new HashMap<>(workspace.ledger().histories().settled());
        }
        return key.equals(settled.get(asset));
    }

    /** The state of a table, as a text; empty if it was never made. */
    synchronized String token(AssetName table) {
        return tokens.getOrDefault(table, "");
    }

    /** Brings the ledger up to date. */
    public synchronized void remember() {
        Histories histories = workspace.ledger().histories();
        Map<AssetName, State> known = histories.states();
        tokens.forEach((table, token) -> {
            if (isReachable(table) && !new State(token, timeColumn(table)).equals(known.get(table))) {
                of(table);
            }
        });
        histories.remember(learned);
        List<AssetName> gone =
                known.keySet().stream().filter(table -> !has(table)).toList();
        if (!gone.isEmpty()) {
            histories.forget(gone);
        }
        learned.forEach((table, history) -> remembered.put(table, Optional.of(history)));
        learned.clear();
        settle(histories);
    }

    private void settle(Histories histories) {
        Map<AssetName, String> fresh = new HashMap<>();
        for (Asset asset : workspace.project().assets().values()) {
            if (asset.intervals().isPresent() && has(asset.name()) && seesAll(asset)) {
                Review review = new Review(asset, workspace, this);
                if (!review.isSettled() && review.isUpToDate()) {
                    fresh.put(asset.name(), review.key());
                }
            }
        }
        histories.settle(fresh);
        if (settled != null) {
            settled.putAll(fresh);
        }
    }

    private boolean isReachable(AssetName table) {
        return !token(table).equals(Store.UNREACHABLE);
    }

    private boolean seesAll(Asset asset) {
        return isReachable(asset.name())
                && Inputs.dependenciesOf(asset).stream().allMatch(this::isReachable);
    }

    private Optional<TableHistory> known(AssetName table) {
        TableHistory history = learned.get(table);
        return history == null
                ? remembered.computeIfAbsent(table, workspace.ledger().histories()::of)
                : Optional.of(history);
    }

    private Optional<String> timeColumn(AssetName table) {
        return Optional.ofNullable(workspace.project().assets().get(table))
                .flatMap(Asset::time)
                .map(EventTime::column);
    }

    private List<Step> steps(AssetName table, Optional<String> timeColumn, Optional<TableHistory> known) {
        List<TableCommit> commits = workspace.store().commits(table, timeColumn, known.flatMap(TableHistory::version));
        List<Step> steps =
                new ArrayList<>(known.map(history -> shared(history, commits)).orElse(List.of()));
        commits.forEach(commit -> steps.add(step(commit)));
        return steps;
    }

    /** What still holds of a known history: a table that was rolled back has lost its end. */
    private static List<Step> shared(TableHistory known, List<TableCommit> commits) {
        if (commits.isEmpty()) {
            return known.steps();
        }
        TableCommit first = commits.get(0);
        OptionalInt same = known.place(first.id());
        return same.isPresent()
                ? known.steps().subList(0, same.getAsInt())
                : first.parent().map(known::upTo).orElse(List.of());
    }

    private static Step step(TableCommit commit) {
        Map<String, String> facts = commit.facts();
        return new Step(
                commit.id(),
                commit.committed(),
                commit.kind(),
                Optional.ofNullable(facts.get(Facts.RUN_ID)),
                Optional.ofNullable(facts.get(Facts.CODE)),
                Optional.ofNullable(facts.get(Facts.INPUTS)),
                Optional.ofNullable(facts.get(Facts.INTERVALS)).map(Intervals::parse),
                commit.touched(),
                commit.addedRows() + commit.removedRows());
    }
}
