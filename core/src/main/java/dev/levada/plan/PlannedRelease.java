package dev.levada.plan;

import dev.levada.project.AssetName;
import dev.levada.project.Project;
import java.util.List;
import java.util.Optional;

/**
 * What a plan makes of the assets that become visible together under one name. Each of them stands in one of the lists.
 *
 * @param made those that it makes, so that they are published in one step
 * @param upToDate those that it found up to date
 * @param left those that were not selected
 */
public record PlannedRelease(String name, List<AssetName> made, List<AssetName> upToDate, List<AssetName> left) {
    public PlannedRelease {
        made = List.copyOf(made);
        upToDate = List.copyOf(upToDate);
        left = List.copyOf(left);
    }

    /** The releases that a plan makes assets of, in the order of their names. */
    public static List<PlannedRelease> of(Plan plan, Project project) {
        return plan.tasks().stream()
                .map(task -> task.asset().release())
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .map(release -> of(release, plan, project.release(release)))
                .toList();
    }

    private static PlannedRelease of(String release, Plan plan, List<AssetName> members) {
        List<AssetName> tasks =
                plan.tasks().stream().map(task -> task.asset().name()).toList();
        return new PlannedRelease(
                release,
                members.stream().filter(tasks::contains).toList(),
                members.stream().filter(plan.upToDate()::contains).toList(),
                members.stream()
                        .filter(name ->
                                !tasks.contains(name) && !plan.upToDate().contains(name))
                        .toList());
    }
}
