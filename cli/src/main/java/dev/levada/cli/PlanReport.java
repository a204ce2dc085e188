package dev.levada.cli;

import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.cli.terminal.Commands;
import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import dev.levada.plan.Backlog;
import dev.levada.plan.Plan;
import dev.levada.plan.PlannedRelease;
import dev.levada.plan.Reason;
import dev.levada.plan.Task;
import dev.levada.project.AssetName;
import dev.levada.project.Making;
import dev.levada.project.Project;
import dev.levada.pushdown.Obstacle;
import dev.levada.pushdown.Venue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan for people and for programs. */
final class PlanReport {
    private final Terminal terminal;
    private final Commands commands;
    private final Project project;

    PlanReport(Terminal terminal, Commands commands, Project project) {
        this.terminal = terminal;
        this.commands = commands;
        this.project = project;
    }

    /** Prints a plan. @param run the words of the command that carries it out */
    void print(Plan plan, List<String> run) {
        if (!plan.isEmpty()) {
            Table table = new Table(List.of(Table.left("asset"), Table.left("why"), Table.left("reads")));
            plan.tasks()
                    .forEach(task -> table.add(
                            task.asset().name().toString(), task.reason().words(), reads(task)));
            terminal.print(table);
        }
        plan.tasks().forEach(this::details);
        PlannedRelease.of(plan, project).forEach(release -> terminal.print("  " + words(release)));
        plan.notices().forEach(notice -> terminal.print(Ink.YELLOW, "note: " + commands.within(notice)));
        if (!plan.isEmpty()) {
            terminal.print("");
        }
        terminal.print(Figures.count(plan.tasks().size(), "asset") + " to make, "
                + Figures.count(plan.upToDate().size()) + " up to date."
                + (plan.isEmpty() ? "" : " To make them: " + commands.of(run)));
    }

    /** {@code release daily: f.a and f.b are published together; f.c is up to date}. */
    private static String words(PlannedRelease release) {
        String together = release.made().size() == 1 ? " is published by itself" : " are published together";
        return "release " + release.name() + ": " + names(release.made()) + together
                + standing(release.upToDate(), "up to date") + standing(release.left(), "not selected");
    }

    private static String standing(List<AssetName> assets, String how) {
        return assets.isEmpty() ? "" : "; " + names(assets) + (assets.size() == 1 ? " is " : " are ") + how;
    }

    private static String names(List<AssetName> assets) {
        String all = assets.stream().map(AssetName::toString).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " and " + all.substring(last + 2);
    }

    private void details(Task task) {
        task.venue()
                .words()
                .ifPresent(words -> terminal.print("  " + task.asset().name() + ": " + words));
        task.changes().forEach(change -> terminal.print("  " + task.asset().name() + ": " + commands.within(change)));
        task.notices()
                .forEach(notice ->
                        terminal.print(Ink.YELLOW, "  " + task.asset().name() + ": " + commands.within(notice)));
    }

    /** The plan as maps and lists, to be written as JSON. */
    Map<String, Object> fields(Plan plan) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tasks", plan.tasks().stream().map(PlanReport::fields).toList());
        fields.put("up_to_date", plan.upToDate());
        fields.put(
                "releases",
                PlannedRelease.of(plan, project).stream()
                        .map(PlanReport::fields)
                        .toList());
        fields.put("notices", plan.notices());
        return fields;
    }

    private static Map<String, Object> fields(PlannedRelease release) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("release", release.name());
        fields.put("made", release.made());
        fields.put("up_to_date", release.upToDate());
        fields.put("not_selected", release.left());
        return fields;
    }

    private static Map<String, Object> fields(Task task) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("asset", task.asset().name());
        fields.put("reason", kind(task.reason()));
        fields.put("why", task.reason().words());
        fields.put("inputs", inputs(task));
        task.asset().release().ifPresent(release -> fields.put("release", release));
        if (task.reason() instanceof Reason.Intervals intervals) {
            fields.put("intervals", intervals(intervals.backlog()));
        }
        task.extent().ifPresent(extent -> fields.put("bytes", extent.bytes()));
        task.extent().flatMap(Extent::range).ifPresent(range -> fields.put("range", range));
        task.base().ifPresent(base -> fields.put("base", Long.toString(base.id())));
        if (task.asset().making() instanceof Making.Transform) {
            fields.put("computed_in", task.venue().database().orElse(null));
            fields.put("computed_in_decided", task.venue().certainty() == Venue.Certainty.DECIDED);
            fields.put(
                    "not_pushed_down",
                    task.venue().obstacles().stream().map(PlanReport::fields).toList());
        }
        fields.put("changes", task.changes());
        fields.put("notices", task.notices());
        return fields;
    }

    private static Map<String, Object> fields(Obstacle obstacle) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", obstacle.position().file().toString().replace('\\', '/'));
        fields.put("line", obstacle.position().line());
        fields.put("column", obstacle.position().column());
        fields.put("what", obstacle.what());
        fields.put("why", obstacle.why());
        return fields;
    }

    private static List<Map<String, Object>> intervals(Backlog backlog) {
        List<Map<String, Object>> intervals = new ArrayList<>();
        for (Backlog.Stale stale : backlog.stale()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("from", stale.interval().from().toString());
            fields.put("to", stale.interval().to().toString());
            fields.put("reason", kind(stale.reason()));
            fields.put("why", stale.reason().words());
            intervals.add(fields);
        }
        return intervals;
    }

    /** The reason's kind as a word for programs: {@code inputs_changed}. */
    private static String kind(Reason reason) {
        return reason.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static String reads(Task task) {
        return task.extent()
                .map(extent -> String.join(", ", inputs(task)) + ": " + parts(extent) + size(extent))
                .orElseGet(() -> String.join(", ", inputs(task)));
    }

    private static List<String> inputs(Task task) {
        Making making = task.asset().making();
        if (making instanceof Making.Extract extract) {
            return List.of(extract.connection());
        }
        return ((Making.Transform) making)
                .inputs().stream().sorted().map(AssetName::toString).collect(Collectors.toList());
    }

    private static String parts(Extent extent) {
        return extent.range().orElseGet(() -> count(extent));
    }

    private static String count(Extent extent) {
        Form form = extent.form();
        if (form instanceof Form.Scan scan) {
            return Figures.count(scan.files().size(), "file");
        }
        return form instanceof Form.Rows rows
                ? Figures.count(rows.splits().size(), "part")
                : Figures.count(((Form.Documents) form).splits().size(), "part");
    }

    private static String size(Extent extent) {
        return extent.bytes() > 0 ? ", " + Figures.bytes(extent.bytes()) : "";
    }
}
