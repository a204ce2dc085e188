package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.plan.Plan;
import dev.levada.plan.Planner;
import dev.levada.plan.Selection;
import dev.levada.project.AssetName;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.run.Runner;
import dev.levada.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are stopped, and runs that meet others; some of them through the library, as a Java program would. */
class StoppingTest {
    private static final String ENDLESS =
            "select count(*) as n from raw.a a, range(10000000000000) r where a.id + r.range = 1";

    @TempDir
    Path folder;

    @Test
    void aSignalStopsARunAndNothingOfItIsPublished() throws IOException {
        Folder project = project().file("assets/marts/endless.sql", ENDLESS);

        try (Child child = Child.start(folder, "run")) {
            child.await("marts.endless: started");
            child.terminate();
            String out = child.out();

            assertThat(child.code()).as(out).isEqualTo(130);
            assertThat(out).contains("marts.endless").contains("interrupted");
            assertThat(child.errors()).contains("stopping the run");
        }

        assertThat(project.cli().rows("raw.a")).hasSize(2);
        project.cli().end(2, "query", "select * from marts.endless");
        try (Lake lake = new Lake(folder)) {
            assertThat(lake.strays()).isEmpty();
        }
        assertThat(project.cli().succeed("runs")).contains("interrupted");
    }

    @Test
    void aProgramStopsARunFromAnotherThread() {
        project().file("assets/marts/endless.sql", ENDLESS);
        try (Workspace workspace = Library.open(folder)) {
            Runner runner = new Runner(workspace);
            Plan plan = new Planner(workspace).plan(Selection.ALL);

            Outcome outcome = runner.run(plan, new Observer() {
                @Override
                public void taskFinished(TaskOutcome task) {
                    if (task.asset().equals(new AssetName("raw", "a"))) {
                        new Thread(runner::interrupt).start();
                    }
                }
            });

            assertThat(outcome.status()).isEqualTo(Status.INTERRUPTED);
            assertThat(outcome.exitCode()).isEqualTo(130);
            assertThat(workspace.store().head(new AssetName("marts", "endless")))
                    .isEmpty();
        }
    }

    @Test
    void ofTwoRunsWithOnePlanTheSecondPublishesNothing() {
        Folder project = project();
        try (Workspace workspace = Library.open(folder)) {
            Plan plan = new Planner(workspace).plan(Selection.ALL);
            project.cli().run();

            Outcome late = new Runner(workspace).run(plan, Observer.NONE);

            assertThat(late.status()).isEqualTo(Status.FAILED);
            assertThat(late.exitCode()).isEqualTo(3);
            assertThat(late.tasks().get(0).failure().orElseThrow().message())
                    .contains("another run has changed the table")
                    .contains("Run again");
        }
        assertThat(project.cli().rows("raw.a")).hasSize(2);
    }

    @Test
    void aRunWhoseTableSomebodyElseChangesAsItBeginsPublishesNothing() {
        Folder project = project();
        project.cli().run();
        project.file("data/b.csv", "id", "3");
        try (Workspace workspace = Library.open(folder)) {
            Plan plan = new Planner(workspace).plan(Selection.ALL);

            Outcome late = new Runner(workspace).run(plan, new Observer() {
                @Override
                public void taskStarted(AssetName asset) {
                    try (Lake lake = new Lake(folder)) {
                        lake.table("raw.a").newAppend().commit();
                    }
                }
            });

            assertThat(late.status()).isEqualTo(Status.FAILED);
        }
        assertThat(project.cli().rows("raw.a")).hasSize(2);
        assertThat(project.cli().run().status()).isEqualTo("done");
        assertThat(project.cli().rows("raw.a")).hasSize(3);
    }

    private Folder project() {
        return Folder.withDrops(folder)
                .file("data/a.csv", "id", "1", "2")
                .file(
                        "assets/raw/a.yml",
                        "extract: {from: drops, files: '*.csv'}",
                        "write: {mode: append}",
                        "columns: {id: bigint}");
    }
}
