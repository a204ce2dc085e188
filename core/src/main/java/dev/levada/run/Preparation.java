package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Source;
import dev.levada.engine.Production;
import dev.levada.engine.Session;
import dev.levada.plan.Adoption;
import dev.levada.plan.Columns;
import dev.levada.plan.Pinned;
import dev.levada.plan.SchemaChange;
import dev.levada.plan.Task;
import dev.levada.plan.WriteFit;
import dev.levada.project.Making;
import dev.levada.store.Audit;
import dev.levada.store.Facts;
import dev.levada.store.Scope;
import dev.levada.workspace.SourceNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Decides what a task will write, from what its source or query gives and what its table has. */
final class Preparation {
    private final Run run;
    private final Session session;

    Preparation(Run run, Session session) {
        this.run = run;
        this.session = session;
    }

    /** @param tally told what a user should know of it */
    Work of(Task task, Pinned pinned, Tally tally) {
        Work work = task.asset().making() instanceof Making.Extract extract
                ? extract(task, extract, pinned, tally)
                : transform(task, (Making.Transform) task.asset().making(), pinned, tally);
        WriteFit.demand(task.asset(), work.columns());
        if (task.scope() == Scope.INCREMENT) {
            task.base()
                    .map(head -> Columns.change(task.asset(), head, work.columns()))
                    .ifPresent(SchemaChange::demandAllowed);
        }
        return work;
    }

    private Work extract(Task task, Making.Extract extract, Pinned pinned, Tally tally) {
        Source source = run.sources().open(extract.connection());
        Extent extent = task.extent().orElseThrow();
        Adoption adoption = Adoption.of(task.asset(), extent.form(), session.describe(extent, source), table(task));
        adoption.demandAllowed();
        adoption.notices().forEach(tally::notice);
        Map<String, String> constants = new HashMap<>(Map.of(Audit.RUN_ID, run.id(), Audit.LOADED_AT, run.loadedAt()));
        List<String> names = SourceNames.of(extent.form());
        if (names.size() == 1) {
            constants.put(Audit.SOURCE, names.get(0));
        }
        Map<String, String> facts = facts(task, pinned);
        facts.put(Facts.CHECKPOINT, extent.checkpoint().text());
        if (extent.version() != null) {
            facts.put(Facts.SOURCE_VERSION, extent.version());
        }
        Production.Input input = new Production.FromSource(extent, source, extract.filter(), adoption.strays());
        return new Work(
                task.asset(), input, task.mode(), task.scope(), task.base(), adoption.columns(), constants, facts);
    }

    private Work transform(Task task, Making.Transform transform, Pinned pinned, Tally tally) {
        List<Column> columns = Columns.ofTransform(task.asset(), session.describe(transform.sql()), table(task));
        Computing computing = new Computing(run.workspace(), task.asset(), pinned, IntUnaryOperator.identity());
        Production.Input input = computing.input(transform.sql(), Computing::whole);
        tally.computedIn(computing.venue());
        return new Work(
                task.asset(), input, task.mode(), task.scope(), task.base(), columns, Map.of(), facts(task, pinned));
    }

    private static Map<String, String> facts(Task task, Pinned pinned) {
        Map<String, String> facts = new HashMap<>();
        facts.put(Facts.CODE, task.asset().code());
        facts.put(Facts.INPUTS, pinned.inputs(task.asset()).fact());
        return facts;
    }

    private static List<Column> table(Task task) {
        return task.scope() == Scope.ANEW
                ? List.of()
                : task.base().map(head -> Columns.ownOf(task.asset(), head)).orElse(List.of());
    }
}
