package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.engine.Session;
import dev.levada.plan.Columns;
import dev.levada.plan.IntervalQuery;
import dev.levada.plan.IntervalWords;
import dev.levada.plan.Pinned;
import dev.levada.plan.SchemaChange;
import dev.levada.plan.Task;
import dev.levada.project.Asset;
import dev.levada.project.EventTime;
import dev.levada.project.Interval;
import dev.levada.project.Intervals;
import dev.levada.project.Making;
import dev.levada.store.Facts;
import dev.levada.store.Positions;
import dev.levada.store.Replaced;
import dev.levada.store.Scope;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.TableVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the rows of a task's intervals are made, from inputs that are pinned for the whole task. */
final class IntervalMaking {
    private final Run run;
    private final Task task;
    private final Asset asset;
    private final EventTime time;
    private final Pinned pinned;
    private final IntervalView view;
    private final IntervalQuery query;
    private final Computing computing;

    IntervalMaking(Run run, Task task) {
        this.run = run;
        this.task = task;
        this.asset = task.asset();
        this.time = asset.intervals().orElseThrow();
        this.pinned = Pinned.of(asset, run.workspace()).with(name -> run.joint().preparedFor(asset, name));
        this.view = new IntervalView(asset, run.workspace().project(), pinned, run.store());
        this.query = IntervalQuery.of(
                (Making.Transform) asset.making(), run.workspace().engine().parser());
        this.computing = new Computing(run.workspace(), asset, pinned, query::written);
    }

    /** Where the rows of intervals are computed. */
    Computing computing() {
        return computing;
    }

    IntervalView view() {
        return view;
    }

    /** Checks are about whole tables. */
    void showToChecks(Session session) {
        if (!asset.contract().checks().isEmpty()) {
            view.showAll(session);
        }
    }

    /** Whether a row's place depends on rows of other intervals, so that these must not be made at the same time. */
    boolean looksAtOthers() {
        return asset.contract().rules().stream().anyMatch(rule -> rule.test() instanceof Test.Unique);
    }

    /** What is decided about a chunk of intervals. The session shows all inputs. */
    Work work(Session session, List<Interval> chunk, Optional<TableVersion> base) {
        String sample = query.sample(time);
        List<Column> table = task.scope() == Scope.ANEW
                ? List.of()
                : base.map(head -> Columns.ownOf(asset, head)).orElse(List.of());
        List<Column> columns = Columns.ofTransform(asset, session.describe(sample), table);
        if (!table.isEmpty()) {
            SchemaChange.between(asset.name(), table, columns).demandAllowed();
        }
        Map<String, String> facts = new HashMap<>();
        facts.put(Facts.CODE, asset.code());
        facts.put(Facts.INPUTS, pinned.inputs(asset).fact());
        facts.put(Facts.INTERVALS, Intervals.text(Interval.merged(chunk)));
        return new Work(
                asset,
                new Production.FromQuery(sample),
                task.mode(),
                task.scope(),
                base,
                columns,
                Map.of(),
                facts,
                Optional.of(new Slices(timeColumn(columns), chunk)));
    }

    private Column timeColumn(List<Column> columns) {
        return Columns.find(columns, time.column())
                .orElseThrow(() -> new LevadaException(
                        "contract.unknown-column",
                        Blame.PROJECT,
                        asset.name() + ": time.column names '" + time.column() + "', which its query does not give."));
    }

    /** Makes the rows of one interval. @param parts what was made of its chunk before */
    Produced produce(Session session, Work work, Interval interval, Parts parts, Stagings.Pair places) {
        view.show(session, interval);
        Slices slices = work.slices().orElseThrow();
        List<Rule> rules = new ArrayList<>(asset.contract().rules());
        rules.add(slices.rule(interval, ((Making.Transform) asset.making()).position()));
        Produced produced = session.produce(new Production(
                computing.input(query.at(interval), (version, host) -> view.residence(version, host, interval)),
                work.columns(),
                rules,
                asset.write().dedup(),
                rivals(session, work, parts),
                places.kept(),
                places.quarantined()));
        demandWithin(produced, slices, interval);
        return produced;
    }

    /** The rows that an interval's stand beside, as far as rules look at them. */
    private Optional<TableScan> rivals(Session session, Work work, Parts parts) {
        if (!looksAtOthers() || (work.base().isEmpty() && parts.kept().files().isEmpty())) {
            return Optional.empty();
        }
        Replaced replaced = replaced(session, work);
        return Optional.of(run.store().preview(parts.kept().replacing(replaced), work.mode(), work.base()));
    }

    private void demandWithin(Produced produced, Slices slices, Interval interval) {
        Long outside = produced.errors().get(slices.ruleCode());
        if (outside != null) {
            String first = Optional.ofNullable(produced.examples().get(slices.ruleCode()))
                    .map(row -> " The first: " + row)
                    .orElse("");
            throw new LevadaException(
                    "run.interval",
                    Blame.DATA,
                    asset.name() + ": " + outside + (outside == 1 ? " row" : " rows") + " that the query gives for "
                            + new IntervalWords(time.grain()).range(interval) + " ("
                            + slices.column().name()
                            + " from " + interval.from() + " up to, but not including, " + interval.to()
                            + ") " + (outside == 1 ? "lies" : "lie") + " outside of it." + first
                            + " Nothing of the interval was published. Let the query give only rows of the interval: its"
                            + " bounds are $interval_start and $interval_end.");
        }
    }

    /** The rows of the base that a chunk's rows take the place of. */
    Replaced replaced(Session session, Work work) {
        Slices slices = work.slices().orElseThrow();
        if (work.scope() == Scope.ANEW
                || work.base().isEmpty()
                || slices.intervals().isEmpty()) {
            return Replaced.NONE;
        }
        TableScan scan = run.store().scan(work.base().get(), slices.column().name(), slices.hull());
        if (scan.isEmpty()) {
            return Replaced.NONE;
        }
        Map<String, Positions> rows = new HashMap<>(session.locate(scan, slices.condition()));
        Set<String> files = new HashSet<>();
        for (DataFile file : scan.files()) {
            Positions gone = rows.getOrDefault(file.path(), Positions.of());
            Positions before = scan.removed().getOrDefault(file.path(), Positions.of());
            if (gone.count() > 0 && gone.plus(before).count() == file.rows()) {
                files.add(file.path());
                rows.remove(file.path());
            }
        }
        return new Replaced(files, rows);
    }
}
