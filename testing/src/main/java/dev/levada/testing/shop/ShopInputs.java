package dev.levada.testing.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the data of {@code examples/shop} as it lies there, flaws included. */
final class ShopInputs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path data;

    /** @param folder the project's */
    ShopInputs(Path folder) {
        this.data = folder.resolve("data");
    }

    record UserRow(
            long id, @Nullable String email, @Nullable String country, int age, String plan, LocalDate createdOn) {}

    record ProductRow(long id, String category, double price) {}

    record EventRow(
            long id,
            long user,
            String type,
            @Nullable Long product,
            @Nullable Double amount,
            LocalDateTime ts) {}

    List<UserRow> users() throws IOException {
        Path file = data.resolve("crm.db");
        List<UserRow> users = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select user_id, email, country, age, plan, substr(created_at, 1, 10) from users")) {
            while (rows.next()) {
                users.add(new UserRow(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getInt(4),
                        rows.getString(5),
                        LocalDate.parse(rows.getString(6))));
            }
        } catch (SQLException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
        return users;
    }

    List<ProductRow> products() throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("products.csv"), StandardCharsets.UTF_8);
        return lines.stream().skip(1).map(ShopInputs::product).toList();
    }

    /** The name alone may hold commas, so the fields are counted from both ends. */
    private static ProductRow product(String line) {
        String[] fields = line.split(",", -1);
        String category = fields[fields.length - 3];
        return new ProductRow(Long.parseLong(fields[0]), category, Double.parseDouble(fields[fields.length - 2]));
    }

    /** Hands over the events of all files, in the order of the files' names. */
    void events(Consumer<EventRow> sink) throws IOException {
        List<Path> files;
        try (Stream<Path> folder = Files.list(data.resolve("events"))) {
            files = folder.sorted().toList();
        }
        for (Path file : files) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    sink.accept(event(JSON.readTree(line)));
                }
            }
        }
    }

    private static EventRow event(JsonNode line) {
        return new EventRow(
                line.required("event_id").longValue(),
                line.required("user_id").longValue(),
                line.required("event_type").textValue(),
                line.path("product_id").isNumber() ? line.path("product_id").longValue() : null,
                line.path("amount").isNumber() ? line.path("amount").doubleValue() : null,
                LocalDateTime.parse(line.required("ts").textValue()));
    }
}
