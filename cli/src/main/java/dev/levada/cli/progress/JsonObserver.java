package dev.levada.cli.progress;

import dev.levada.cli.terminal.JsonLog;
import dev.levada.cli.terminal.JsonLog.Level;
import dev.levada.engine.CheckResult;
import dev.levada.engine.Session.Progress;
import dev.levada.ledger.Lease;
import dev.levada.plan.Plan;
import dev.levada.project.AssetName;
import dev.levada.report.LeaseWords;
import dev.levada.report.Observer;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tells a run as structured logs. */
public final class JsonObserver implements Observer {
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final JsonLog log;
    private final Clock clock;
    private final Map<AssetName, Instant> told = new HashMap<>();

    public JsonObserver(JsonLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void runWaits(List<Lease> others) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("for_runs", new TreeSet<>(LeaseWords.runs(others)));
        fields.put("assets", others.stream().map(Lease::asset).toList());
        fields.put("message", LeaseWords.sentence(others));
        log.write(Level.INFO, "run_waiting", fields);
    }

    @Override
    public void runStarted(String runId, Plan plan) {
        log.runIs(runId);
        log.write(
                Level.INFO,
                "run_started",
                Map.of(
                        "assets",
                        plan.tasks().stream().map(task -> task.asset().name()).toList()));
        plan.notices().forEach(notice -> log.write(Level.WARN, "notice", Map.of("message", notice)));
    }

    @Override
    public void taskStarted(AssetName asset) {
        told.put(asset, clock.instant());
        log.write(Level.INFO, "asset_started", Map.of("asset", asset));
    }

    @Override
    public void taskProgress(AssetName asset, String step, Progress progress) {
        Instant now = clock.instant();
        Instant last = told.computeIfAbsent(asset, first -> now);
        if (Duration.between(last, now).compareTo(SILENCE) < 0) {
            return;
        }
        told.put(asset, now);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("asset", asset);
        fields.put("step", step);
        fields.put("rows", progress.rows());
        fields.put("bytes", progress.bytes());
        if (progress.fraction() >= 0) {
            fields.put("fraction", progress.fraction());
        }
        log.write(Level.INFO, "asset_progress", fields);
    }

    @Override
    public void taskFinished(TaskOutcome outcome) {
        told.remove(outcome.asset());
        for (CheckResult check : outcome.checks()) {
            if (!check.holds()) {
                log.write(check.forbids() ? Level.ERROR : Level.WARN, "check_failed", fields(outcome.asset(), check));
            }
        }
        outcome.notices()
                .forEach(
                        notice -> log.write(Level.WARN, "notice", Map.of("asset", outcome.asset(), "message", notice)));
        log.write(level(outcome.status()), "asset_finished", fields(outcome));
    }

    @Override
    public void runFinished(Outcome outcome) {
        outcome.notices().forEach(notice -> log.write(Level.WARN, "notice", Map.of("message", notice)));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", word(outcome.status()));
        fields.put("seconds", outcome.seconds());
        fields.put("exit_code", outcome.exitCode());
        log.write(level(outcome.status()), "run_finished", fields);
    }

    private static Map<String, Object> fields(AssetName asset, CheckResult check) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("asset", asset);
        fields.put("check", check.check().name());
        fields.put("offending", check.offending());
        fields.put("message", check.finding());
        return fields;
    }

    private static Map<String, Object> fields(TaskOutcome task) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("asset", task.asset());
        fields.put("status", word(task.status()));
        fields.put("seconds", task.seconds());
        fields.put("rows_read", task.account().read());
        fields.put("rows_kept", task.account().kept());
        fields.put("rows_quarantined", task.account().quarantined());
        fields.put("duplicates_dropped", task.account().duplicates());
        fields.put("rows_filtered", task.account().filtered());
        fields.put("rows_unchanged", task.account().unchanged());
        fields.put("rows_deleted", task.account().deletes());
        fields.put("rows_inserted", task.effect().inserted());
        fields.put("rows_updated", task.effect().updated());
        fields.put("rows_removed", task.effect().removed());
        fields.put("rows_compared", task.compared());
        fields.put("bytes_read", task.bytesRead());
        fields.put("bytes_written", task.bytesWritten());
        fields.put("quarantine_reasons", new TreeMap<>(task.reasons()));
        fields.put("warnings", new TreeMap<>(task.warnings()));
        fields.put("values_discarded", new TreeMap<>(task.discarded()));
        task.venue().database().ifPresent(name -> fields.put("computed_in", name));
        task.commit().ifPresent(commit -> fields.put("commit", Long.toString(commit)));
        task.failure().ifPresent(failure -> {
            fields.put("code", failure.code());
            fields.put("blame", failure.blame().name().toLowerCase(Locale.ROOT));
            fields.put("message", failure.message());
        });
        return fields;
    }

    private static Level level(Status status) {
        return switch (status) {
            case DONE, UNCHANGED -> Level.INFO;
            case SKIPPED, INTERRUPTED -> Level.WARN;
            case FAILED -> Level.ERROR;
        };
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
