package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.plan.Task;
import dev.levada.project.AssetName;
import dev.levada.report.Failure;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.store.Prepared;
import dev.levada.store.TableVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides releases: each is published once all of its tasks are prepared, and given up once one of them has failed. Used by
 * one thread.
 */
final class Settlement {
    private final Run run;
    private final Map<AssetName, Group> groups = new TreeMap<>();

    Settlement(Run run, List<Task> tasks) {
        this.run = run;
        Map<String, Group> releases = new TreeMap<>();
        for (Task task : tasks) {
            task.asset().release().ifPresent(release -> {
                Group group = releases.computeIfAbsent(release, Group::new);
                group.open.add(task.asset().name());
                groups.put(task.asset().name(), group);
            });
        }
    }

    /** The tasks of one release. */
    private static final class Group {
        private final String release;
        private final Set<AssetName> open = new HashSet<>();
        private final Map<AssetName, TaskOutcome> prepared = new LinkedHashMap<>();
        private @Nullable TaskOutcome failed;

        Group(String release) {
            this.release = release;
        }

        boolean isUndecided() {
            return prepared.isEmpty() || failed == null && !open.isEmpty();
        }
    }

    /** Whether a task may read what another has prepared. */
    boolean areTogether(AssetName one, AssetName other) {
        Group group = groups.get(one);
        return group != null && group.equals(groups.get(other));
    }

    /** Whether a task has ended, but for being published with others. */
    boolean isPending(AssetName asset) {
        Group group = groups.get(asset);
        return group != null && group.prepared.containsKey(asset);
    }

    /** How a task ends that need not begin, because its release has been given up. */
    Optional<TaskOutcome> givenUp(AssetName asset) {
        Group group = groups.get(asset);
        if (group == null || group.failed == null) {
            return Optional.empty();
        }
        Failure failure = heldBack(group.release, group.failed);
        return Optional.of(TaskOutcome.without(asset, status(group.failed), 0, Optional.of(failure)));
    }

    /** Takes note of how a task ended, and returns all tasks whose end is certain now. */
    List<TaskOutcome> settle(TaskOutcome outcome) {
        AssetName asset = outcome.asset();
        Group group = groups.get(asset);
        if (group == null) {
            return List.of(outcome);
        }
        group.open.remove(asset);
        List<TaskOutcome> certain = new ArrayList<>();
        if (outcome.status() == Status.DONE) {
            group.prepared.put(asset, outcome);
        } else {
            certain.add(outcome);
            run.joint().take(asset).ifPresent(this::discard);
            run.holding().release(Set.of(asset));
            if (outcome.status() != Status.UNCHANGED && group.failed == null) {
                group.failed = outcome;
            }
        }
        certain.addAll(decide(group));
        return certain;
    }

    private List<TaskOutcome> decide(Group group) {
        if (group.isUndecided()) {
            return List.of();
        }
        List<TaskOutcome> tasks = List.copyOf(group.prepared.values());
        group.prepared.clear();
        TaskOutcome cause = group.failed;
        try {
            return cause == null ? publish(tasks) : giveUp(tasks, status(cause), heldBack(group.release, cause));
        } finally {
            run.holding()
                    .release(
                            new HashSet<>(tasks.stream().map(TaskOutcome::asset).toList()));
        }
    }

    private List<TaskOutcome> publish(List<TaskOutcome> tasks) {
        Map<TaskOutcome, Joint.Held> held = new LinkedHashMap<>();
        tasks.forEach(task -> held.put(task, run.joint().take(task.asset()).orElseThrow()));
        try {
            tasks.forEach(task -> run.holding().demand(task.asset()));
            run.activity().demandGoingOn();
            commit(List.copyOf(held.values()));
        } catch (RuntimeException e) {
            boolean mayBeVisible =
                    e instanceof LevadaException known && known.code().equals(Commits.UNKNOWN);
            Failure failure = run.failure(e);
            Status status = failure.blame() == Blame.INTERRUPTED ? Status.INTERRUPTED : Status.FAILED;
            held.forEach((task, each) -> {
                if (mayBeVisible) {
                    each.stagings().keepAll();
                } else {
                    discard(each);
                }
            });
            return ended(held, status, Optional.of(failure));
        }
        held.values().forEach(each -> each.stagings().keepAll());
        return ended(held, Status.DONE, Optional.empty());
    }

    private void commit(List<Joint.Held> held) {
        List<Prepared> all = held.stream().map(Joint.Held::prepared).toList();
        try {
            run.store().commit(all);
        } catch (LevadaException e) {
            if (!e.code().equals(Commits.UNKNOWN) || !isVisible(all.get(0), e)) {
                throw e;
            }
        }
        held.forEach(each -> each.tally().published(each.prepared().version()));
    }

    /** The release is visible as a whole or not at all, so that one table tells. */
    private boolean isVisible(Prepared one, LevadaException unknown) {
        try {
            return run.store()
                    .committedBy(run.id(), one.table())
                    .map(TableVersion::id)
                    .equals(Optional.of(one.version().id()));
        } catch (LevadaException e) {
            unknown.addSuppressed(e);
            return false;
        }
    }

    private List<TaskOutcome> giveUp(List<TaskOutcome> tasks, Status status, Failure failure) {
        Map<TaskOutcome, Joint.Held> held = new LinkedHashMap<>();
        tasks.forEach(task -> held.put(task, run.joint().take(task.asset()).orElseThrow()));
        held.values().forEach(this::discard);
        return ended(held, status, Optional.of(failure));
    }

    private static List<TaskOutcome> ended(
            Map<TaskOutcome, Joint.Held> held, Status status, Optional<Failure> failure) {
        List<TaskOutcome> ended = new ArrayList<>();
        held.forEach((task, each) -> ended.add(each.tally().outcome(task.asset(), status, task.seconds(), failure)));
        return ended;
    }

    /** What cannot be removed now is removed with other files that belong to nothing. */
    private void discard(Joint.Held held) {
        try {
            run.store().discard(held.prepared());
            held.stagings().discard();
        } catch (RuntimeException e) {
            held.tally()
                    .notice("what was staged could not be removed: "
                            + run.failure(e).message());
        }
    }

    private static Status status(TaskOutcome cause) {
        return cause.status() == Status.INTERRUPTED ? Status.INTERRUPTED : Status.FAILED;
    }

    private static Failure heldBack(String release, TaskOutcome cause) {
        String why = switch (cause.status()) {
            case INTERRUPTED -> " was interrupted.";
            case SKIPPED -> " was skipped.";
            default -> " failed.";
        };
        return new Failure(
                "run.held-back",
                cause.failure().map(Failure::blame).orElse(Blame.DATA),
                "Held back because " + cause.asset() + why + " The assets of the release '" + release
                        + "' are published together or not at all.");
    }
}
