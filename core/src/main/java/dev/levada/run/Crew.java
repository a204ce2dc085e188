package dev.levada.run;

import dev.levada.plan.Inputs;
import dev.levada.plan.Task;
import dev.levada.project.AssetName;
import dev.levada.report.Failure;
import dev.levada.report.Observer;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Works through tasks side by side. A task begins when all that it depends on have ended well; when one of them has not,
 * it is skipped, and so is what depends on it. Used by one thread, once.
 */
final class Crew {
    private final int workers;
    private final Activity activity;
    private final Observer observer;
    private final Settlement settlement;
    private final Map<AssetName, Task> waiting = new LinkedHashMap<>();
    private final Map<AssetName, Task> running = new LinkedHashMap<>();
    private final Map<AssetName, TaskOutcome> ended = new LinkedHashMap<>();

    Crew(int workers, Run run, Settlement settlement) {
        this.workers = workers;
        this.activity = run.activity();
        this.observer = run.observer();
        this.settlement = settlement;
    }

    /** Returns when all have ended. An interrupted caller stops the others and keeps its flag. */
    List<TaskOutcome> work(List<Task> tasks, Function<Task, TaskOutcome> work) {
        tasks.forEach(task -> waiting.put(task.asset().name(), task));
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        CompletionService<TaskOutcome> results = new ExecutorCompletionService<>(pool);
        try {
            while (!waiting.isEmpty() || !running.isEmpty()) {
                start(results, work);
                if (!running.isEmpty()) {
                    end(next(results));
                }
            }
        } finally {
            pool.shutdown();
        }
        return List.copyOf(ended.values());
    }

    private void start(CompletionService<TaskOutcome> results, Function<Task, TaskOutcome> work) {
        int before = waiting.size();
        for (Iterator<Task> tasks = waiting.values().iterator(); tasks.hasNext(); ) {
            Task task = tasks.next();
            Optional<TaskOutcome> obstacle = obstacle(task);
            if (obstacle.isPresent()) {
                tasks.remove();
                end(skipped(task, obstacle.get()));
            } else if (settlement.givenUp(task.asset().name()).isPresent()) {
                tasks.remove();
                end(settlement.givenUp(task.asset().name()).get());
            } else if (activity.isStopped()) {
                tasks.remove();
                end(notBegun(task));
            } else if (isReady(task)) {
                tasks.remove();
                running.put(task.asset().name(), task);
                results.submit(() -> work.apply(task));
            }
        }
        // A task that ended without having begun may have decided about others that were looked at before.
        if (running.isEmpty() && !waiting.isEmpty() && waiting.size() == before) {
            throw new IllegalStateException("these wait for each other: " + waiting.keySet());
        }
    }

    private static TaskOutcome notBegun(Task task) {
        Failure failure = Failure.of(Activity.stopped());
        return TaskOutcome.without(task.asset().name(), Status.INTERRUPTED, 0, Optional.of(failure));
    }

    private boolean isReady(Task task) {
        return Inputs.dependenciesOf(task.asset()).stream()
                .noneMatch(name -> waiting.containsKey(name) || running.containsKey(name) || waitsFor(task, name));
    }

    /** Whoever is not of its release sees a release only once it is published. */
    private boolean waitsFor(Task task, AssetName input) {
        return settlement.isPending(input)
                && !settlement.areTogether(task.asset().name(), input);
    }

    private Optional<TaskOutcome> obstacle(Task task) {
        return Inputs.dependenciesOf(task.asset()).stream()
                .flatMap(name -> Optional.ofNullable(ended.get(name)).stream())
                .filter(outcome -> outcome.status() != Status.DONE && outcome.status() != Status.UNCHANGED)
                .findFirst();
    }

    private static TaskOutcome skipped(Task task, TaskOutcome obstacle) {
        Failure cause = obstacle.failure().orElseThrow();
        String message = obstacle.status() == Status.SKIPPED
                ? cause.message()
                : "Skipped because " + obstacle.asset()
                        + (obstacle.status() == Status.INTERRUPTED ? " was interrupted." : " failed.");
        Status status = obstacle.status() == Status.INTERRUPTED ? Status.INTERRUPTED : Status.SKIPPED;
        return TaskOutcome.without(
                task.asset().name(), status, 0, Optional.of(new Failure("run.skipped", cause.blame(), message)));
    }

    private TaskOutcome next(CompletionService<TaskOutcome> results) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return results.take().get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    activity.stop();
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a task ended without an outcome", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void end(TaskOutcome outcome) {
        running.remove(outcome.asset());
        for (TaskOutcome certain : settlement.settle(outcome)) {
            ended.put(certain.asset(), certain);
            observer.taskFinished(certain);
        }
    }
}
