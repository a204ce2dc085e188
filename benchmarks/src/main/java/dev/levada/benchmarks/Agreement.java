package dev.levada.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether two sides of the pipeline made the same tables: a comparison of speed means nothing otherwise. */
final class Agreement {
    private static final double TOLERANCE = 1e-9;

    private final Places places;
    private final String sql;

    Agreement(Places places) throws IOException {
        this.places = places;
        this.sql = Files.readString(places.benchmarks().resolve("scripts").resolve("agreement.sql"));
    }

    /** What the last run of a project left, summed up. */
    Map<String, String> ofProject(Path folder) throws IOException, InterruptedException {
        String json = Child.expect(folder, List.of(places.levada(), "query", sql, "--format", "json"));
        JsonNode row = new ObjectMapper().readTree(json).path(0);
        Map<String, String> values = new TreeMap<>();
        row.fields()
                .forEachRemaining(
                        field -> values.put(field.getKey(), field.getValue().asText()));
        return values;
    }

    /** What the last run of the script left, summed up. */
    Map<String, String> ofScript(Path folder) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA features");
            statement.execute("CREATE SCHEMA raw");
            statement.execute("CREATE VIEW features.user_features AS FROM read_parquet('"
                    + folder.resolve("user_features.parquet") + "')");
            statement.execute("CREATE VIEW raw.events AS FROM read_parquet('" + folder.resolve("events/*/*.parquet")
                    + "', hive_partitioning = false)");
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                Map<String, String> values = new TreeMap<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.put(row.getMetaData().getColumnName(i), row.getString(i));
                }
                return values;
            }
        }
    }

    /** @throws IllegalStateException if the two differ by more than the order of additions explains */
    static void require(Map<String, String> one, Map<String, String> other) {
        if (one.isEmpty() || !one.keySet().equals(other.keySet())) {
            throw new IllegalStateException("nothing to compare: " + one + " and " + other);
        }
        one.forEach((name, value) -> {
            if (!same(value, other.get(name))) {
                throw new IllegalStateException("the two sides made different tables, " + name + " is " + value
                        + " and " + other.get(name) + ": " + one + " and " + other);
            }
        });
    }

    private static boolean same(String one, @org.jspecify.annotations.Nullable String other) {
        if (one.equals(other) || other == null) {
            return other != null;
        }
        if (!one.contains(".") && !other.contains(".")) {
            return false; // counts and digests are exact
        }
        double a = Double.parseDouble(one);
        double b = Double.parseDouble(other);
        return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }
}
