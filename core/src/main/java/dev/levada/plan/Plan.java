package dev.levada.plan;

import dev.levada.project.AssetName;
import java.util.List;

/**
 * What would run, and why. Immutable; making it touches nothing.
 *
 * @param tasks in an order in which each stands after those it depends on
 * @param upToDate selected assets that need not be made
 * @param notices what a user should know about them
 */
public record Plan(List<Task> tasks, List<AssetName> upToDate, List<String> notices) {
    public Plan {
        tasks = List.copyOf(tasks);
        upToDate = List.copyOf(upToDate);
        notices = List.copyOf(notices);
    }

    public boolean isEmpty() {
        return tasks.isEmpty();
    }
}
