package dev.levada.cli.progress;

import dev.levada.api.Blame;
import dev.levada.contract.Check;
import dev.levada.contract.Severity;
import dev.levada.engine.Account;
import dev.levada.engine.CheckResult;
import dev.levada.engine.Effect;
import dev.levada.engine.Session.Progress;
import dev.levada.plan.Plan;
import dev.levada.problem.Position;
import dev.levada.project.AssetName;
import dev.levada.report.Failure;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A run as it might have been: one asset is made, one fails its check, one is skipped. */
final class Story {
    static final AssetName USERS = AssetName.parse("raw.users");
    static final AssetName EVENTS = AssetName.parse("raw.events");
    static final AssetName FEATURES = AssetName.parse("features.user_features");

    static final String QUARANTINE_NOTICE = "580 of 10,000 rows (5.8%) went to quarantine: email.required 500, age.min"
            + " 80. To look at them: levada quarantine show raw.users";

    private Story() {}

    static TaskOutcome users() {
        return users(List.of());
    }

    static TaskOutcome users(List<String> notices) {
        return new TaskOutcome(
                USERS,
                Status.DONE,
                1.25,
                new Account(10_000, 9_420, 580, 0, 0),
                Effect.NONE,
                25_000_000,
                9_000,
                Map.of("email.required", 500L, "age.min", 80L),
                Map.of(),
                List.of(),
                OptionalLong.of(42),
                Optional.empty(),
                notices,
                0);
    }

    static TaskOutcome events() {
        return new TaskOutcome(
                EVENTS,
                Status.FAILED,
                0.5,
                new Account(50_200, 50_000, 0, 200, 0),
                Effect.NONE,
                0,
                0,
                Map.of(),
                Map.of(),
                List.of(new CheckResult(
                        new Check(
                                "spend is not negative",
                                new Check.Sql("select 1", new Position(Path.of("a.yml"), 1, 1)),
                                Severity.ERROR,
                                new Position(Path.of("a.yml"), 1, 1)),
                        3,
                        "3 rows break it",
                        List.of("user_id", "spend"),
                        List.of(List.of("7", "-1.50"), List.of("8", "-2.00")))),
                OptionalLong.empty(),
                Optional.of(new Failure(
                        "run.check",
                        Blame.DATA,
                        "The check 'spend is not negative' does not hold.\nThe staged rows are kept in /s; look: levada"
                                + " query \"select 1\"")),
                List.of(),
                0);
    }

    static TaskOutcome features() {
        return TaskOutcome.without(
                FEATURES,
                Status.SKIPPED,
                0,
                Optional.of(new Failure("run.skipped", Blame.DATA, "Skipped because raw.events failed.")));
    }

    static Outcome outcome() {
        return outcome(Status.FAILED, List.of(users(), events(), features()));
    }

    static Outcome outcome(Status status, List<TaskOutcome> tasks) {
        return new Outcome("r-1", status, Instant.EPOCH, 2.04, tasks, List.of());
    }

    /** Tells an observer of a run that finds everything up to date. */
    static void tellNothing(Observer observer) {
        observer.runStarted("r-1", new Plan(List.of(), List.of(USERS), List.of()));
        observer.runFinished(
                outcome(Status.UNCHANGED, List.of(TaskOutcome.without(USERS, Status.UNCHANGED, 0, Optional.empty()))));
    }

    /** Tells it to an observer; the clock must be moved by {@code wait} between two words of progress. */
    static void tell(Observer observer, Runnable wait) {
        observer.runStarted("r-1", new Plan(List.of(), List.of(), List.of()));
        observer.taskStarted(USERS);
        observer.taskProgress(USERS, "reading", new Progress(0.25, 2_500, 1_000_000));
        wait.run();
        observer.taskProgress(USERS, "reading", new Progress(0.75, 7_500, 3_000_000));
        observer.taskFinished(users());
        observer.taskStarted(EVENTS);
        observer.taskFinished(events());
        observer.taskFinished(features());
        observer.runFinished(outcome());
    }
}
