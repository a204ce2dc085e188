package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.cli.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.StreamSupport;

/** A project with an SQLite file as its source, whose table {@code raw.orders} is compared with it. */
record ReconcileProject(Folder folder) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ASSET = "raw.orders";

    static ReconcileProject in(Path path) {
        return new ReconcileProject(new Folder(path)
                .file("levada.yml", "name: orders", "connections:", "  crm: {type: sqlite, path: crm.db}"));
    }

    Cli cli() {
        return folder.cli();
    }

    /** Sets the asset's file. */
    ReconcileProject asset(String... lines) {
        folder.file("assets/raw/orders.yml", lines);
        return this;
    }

    ReconcileProject database(String... statements) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.path().resolve("crm.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    ReconcileProject load() {
        cli().run().demandBalance();
        return this;
    }

    /** Compares, and demands that the exit code says what the result does. */
    Comparison compare(String... options) {
        return compare(cli(), ASSET, options);
    }

    static Comparison compare(Cli cli, String asset, String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "reconcile";
        words[1] = asset;
        System.arraycopy(options, 0, words, 2, options.length);
        words[words.length - 1] = "--format=json";
        Invocation ended = cli.execute(words);
        assertThat(ended.code()).as(ended.out() + ended.err()).isBetween(0, 1);
        try {
            JsonNode json = JSON.readTree(ended.out());
            assertThat(json).as(ended.err()).isNotNull();
            assertThat(json.path("agrees").isBoolean())
                    .as(ended.out() + ended.err())
                    .isTrue();
            assertThat(ended.code()).isEqualTo(json.get("agrees").booleanValue() ? 0 : 1);
            return new Comparison(json);
        } catch (IOException e) {
            throw new UncheckedIOException(ended.out() + ended.err(), e);
        }
    }

    /** What came of it. */
    record Comparison(JsonNode json) {
        long count(String verdict) {
            return json.get("verdicts").path(verdict).longValue();
        }

        long number(String name) {
            return json.get(name).longValue();
        }

        /** The keys that differ, each as its verdict and its parts. */
        List<String> keys() {
            return StreamSupport.stream(json.get("differences").spliterator(), false)
                    .map(difference -> difference.get("verdict").asText() + parts(difference.get("key")))
                    .toList();
        }

        private static String parts(JsonNode key) {
            StringBuilder parts = new StringBuilder();
            key.forEach(part -> parts.append(' ').append(part.asText()));
            return parts.toString();
        }

        /** What differs in a key, by its place: column, source, table. */
        List<String> values(int place) {
            return StreamSupport.stream(
                            json.get("differences").get(place).get("values").spliterator(), false)
                    .map(value -> value.get("column").asText() + " "
                            + value.get("source").asText() + " "
                            + value.get("table").asText())
                    .toList();
        }

        List<String> notes() {
            return StreamSupport.stream(json.get("notes").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }

        void demandAgreement() {
            assertThat(json.get("agrees").booleanValue())
                    .as(json.toPrettyString())
                    .isTrue();
        }
    }
}
