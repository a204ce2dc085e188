package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.cli.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The command line in a project's folder, run within this process.
 *
 * @param env environment variables by name
 */
record Cli(Path folder, Map<String, String> env, Clock clock) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWN_COLUMNS = "columns(lambda c: c not in ('_run_id', '_loaded_at', '_source'))";
    private static final String QUARANTINE = "reasons, source, position, record";

    Cli(Path folder) {
        this(folder, Map.of(), Clock.systemUTC());
    }

    Cli with(String variable, String value) {
        return new Cli(folder, Map.of(variable, value), clock);
    }

    /** Runs a command, however it ends. */
    Invocation execute(String... words) {
        return Invocation.of(folder, env, clock, words);
    }

    /** Runs a command that must end well, and returns what it printed. */
    String succeed(String... words) {
        return end(0, words).out();
    }

    /** Runs a command that must end with that exit code. */
    Invocation end(int code, String... words) {
        Invocation ended = execute(words);
        assertThat(ended.code())
                .as("levada %s%n%s%s", String.join(" ", words), ended.out(), ended.err())
                .isEqualTo(code);
        return ended;
    }

    /** Runs what is stale; all must end well. */
    Report run(String... selectors) {
        return run(0, selectors);
    }

    /** Runs what is stale; it must end with that exit code. The report lies beside the project, not in it. */
    Report run(int code, String... selectors) {
        try {
            Path file = Files.createTempFile("levada-report", ".json");
            try {
                String[] words = Stream.concat(Stream.of("run", "--report", file.toString()), Stream.of(selectors))
                        .toArray(String[]::new);
                end(code, words);
                return new Report(JSON.readTree(Files.readString(file)));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A query's rows as JSON objects, in their order. */
    List<JsonNode> query(String sql) {
        String text = succeed("query", "--format", "json", sql);
        try {
            List<JsonNode> rows = new ArrayList<>();
            JSON.readTree(text).forEach(rows::add);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** The only value of a query's only row. */
    long number(String sql) {
        return query(sql).get(0).elements().next().longValue();
    }

    /** A table's rows without audit columns, sorted. */
    List<JsonNode> rows(String table) {
        return sorted("select " + OWN_COLUMNS + " from " + table);
    }

    /** An asset's quarantined rows without what differs between runs, sorted. */
    List<JsonNode> quarantined(String asset) {
        return sorted("select " + QUARANTINE + " from " + quarantine(asset));
    }

    /** The rows of some assets and of the extracts' quarantines, each with its table's name, without what differs between runs. */
    List<JsonNode> content(List<String> assets) {
        List<String> queries = new ArrayList<>();
        for (String asset : assets) {
            queries.add(named(asset, "select " + OWN_COLUMNS + " from " + asset));
            if (asset.startsWith("raw.")) {
                queries.add(named(quarantine(asset), "select " + QUARANTINE + " from " + quarantine(asset)));
            }
        }
        return sorted(String.join(" union all ", queries));
    }

    private static String named(String table, String rows) {
        return "select '" + table + "' as name, cast(to_json(r) as varchar) as content from (" + rows + ") r";
    }

    private static String quarantine(String asset) {
        return asset.replace(".", "__quarantine.");
    }

    private List<JsonNode> sorted(String sql) {
        TreeMap<String, List<JsonNode>> rows = new TreeMap<>();
        query(sql)
                .forEach(row -> rows.computeIfAbsent(row.toString(), text -> new ArrayList<>())
                        .add(row));
        return rows.values().stream().flatMap(List::stream).toList();
    }

    /** How a run ended, as {@code --report} tells it. */
    record Report(JsonNode json) {
        String runId() {
            return json.required("run_id").textValue();
        }

        String status() {
            return json.required("status").textValue();
        }

        List<JsonNode> assets() {
            return StreamSupport.stream(json.required("assets").spliterator(), false)
                    .toList();
        }

        JsonNode asset(String name) {
            return assets().stream()
                    .filter(asset -> asset.required("name").textValue().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " is not in " + json));
        }

        String status(String name) {
            return asset(name).required("status").textValue();
        }

        long count(String name, String key) {
            return asset(name).required(key).longValue();
        }

        String error(String name) {
            return asset(name).path("error").path("message").asText();
        }

        /** Tests that of every asset's rows none disappeared. */
        void demandBalance() {
            for (JsonNode asset : assets()) {
                assertThat(asset.required("rows_read").longValue())
                        .as("rows read for %s", asset.required("name").textValue())
                        .isEqualTo(asset.required("rows_kept").longValue()
                                + asset.required("rows_quarantined").longValue()
                                + asset.required("duplicates_dropped").longValue()
                                + asset.required("rows_filtered").longValue()
                                + asset.required("rows_unchanged").longValue()
                                + asset.required("rows_deleted").longValue());
            }
        }
    }
}
