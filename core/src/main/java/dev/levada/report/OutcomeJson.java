package dev.levada.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.engine.CheckResult;
import dev.levada.pushdown.Obstacle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An outcome as JSON, for scripts and for the ledger. Keys are only ever added. */
public final class OutcomeJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private OutcomeJson() {}

    /** The whole outcome, indented, with line feeds on every system. */
    public static String write(Outcome outcome) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("run_id", outcome.runId());
        root.put("status", word(outcome.status()));
        root.put("started", outcome.started().toString());
        root.put("seconds", outcome.seconds());
        root.put("exit_code", outcome.exitCode());
        ArrayNode assets = root.putArray("assets");
        outcome.tasks().forEach(task -> task(assets.addObject(), task));
        texts(root.putArray("notices"), outcome.notices());
        return text(root);
    }

    private static void task(ObjectNode node, TaskOutcome task) {
        node.put("name", task.asset().toString());
        node.put("status", word(task.status()));
        node.put("seconds", task.seconds());
        node.put("rows_read", task.account().read());
        node.put("rows_kept", task.account().kept());
        node.put("rows_quarantined", task.account().quarantined());
        node.put("duplicates_dropped", task.account().duplicates());
        node.put("rows_filtered", task.account().filtered());
        node.put("rows_unchanged", task.account().unchanged());
        node.put("rows_deleted", task.account().deletes());
        node.put("rows_inserted", task.effect().inserted());
        node.put("rows_updated", task.effect().updated());
        node.put("rows_removed", task.effect().removed());
        node.put("rows_late", task.late());
        node.put("rows_compared", task.compared());
        node.put("bytes_read", task.bytesRead());
        node.put("bytes_written", task.bytesWritten());
        counts(node.putObject("quarantine_reasons"), task.reasons());
        counts(node.putObject("warnings"), task.warnings());
        counts(node.putObject("values_discarded"), task.discarded());
        ArrayNode checks = node.putArray("checks");
        task.checks().forEach(check -> check(checks.addObject(), check));
        node.put("computed_in", task.venue().database().orElse(null));
        ArrayNode obstacles = node.putArray("not_pushed_down");
        task.venue().obstacles().forEach(obstacle -> obstacle(obstacles.addObject(), obstacle));
        // Commit ids need more digits than a number has in JavaScript and in many other readers of JSON.
        node.put(
                "commit_id",
                task.commit().isPresent() ? Long.toString(task.commit().getAsLong()) : null);
        task.failure().ifPresent(failure -> failure(node.putObject("error"), failure));
        texts(node.putArray("notices"), task.notices());
    }

    private static void check(ObjectNode node, CheckResult result) {
        node.put("name", result.check().name());
        node.put("severity", word(result.check().severity()));
        node.put("holds", result.holds());
        node.put("offending", result.offending());
        node.put("finding", result.finding());
        ArrayNode sample = node.putArray("sample");
        for (List<String> row : result.sample()) {
            ObjectNode values = sample.addObject();
            for (int i = 0; i < row.size(); i++) {
                values.put(result.header().get(i), row.get(i));
            }
        }
    }

    private static void obstacle(ObjectNode node, Obstacle obstacle) {
        node.put("file", obstacle.position().file().toString().replace('\\', '/'));
        node.put("line", obstacle.position().line());
        node.put("column", obstacle.position().column());
        node.put("what", obstacle.what());
        node.put("why", obstacle.why());
    }

    private static void failure(ObjectNode node, Failure failure) {
        node.put("code", failure.code());
        node.put("blame", word(failure.blame()));
        node.put("message", failure.message());
    }

    private static void counts(ObjectNode node, Map<String, Long> counts) {
        new TreeMap<>(counts).forEach(node::put);
    }

    private static void texts(ArrayNode node, List<String> texts) {
        texts.forEach(node::add);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String text(ObjectNode root) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of values is always JSON", e);
        }
    }
}
