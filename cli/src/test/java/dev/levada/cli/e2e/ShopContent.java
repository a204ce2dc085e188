package dev.levada.cli.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** What the shop's data says, whatever way it is packed. */
final class ShopContent {
    private ShopContent() {}

    /** The lines of every file, and the schema and the rows of every table, by their names. */
    static Map<String, List<String>> of(Path shop) throws IOException {
        Path data = shop.resolve("data");
        Map<String, List<String>> content = new TreeMap<>();
        for (Path file : Folder.files(data)) {
            String name = data.relativize(file).toString();
            if (name.endsWith(".db")) {
                content.putAll(tables(file));
            } else {
                content.put(name, name.endsWith(".gz") ? unpacked(file) : Files.readAllLines(file));
            }
        }
        return content;
    }

    private static List<String> unpacked(Path file) throws IOException {
        try (GZIPInputStream packed = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(packed.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static Map<String, List<String>> tables(Path database) throws IOException {
        Map<String, List<String>> tables = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String name : rows(statement, "select name from sqlite_master where type = 'table'")) {
                tables.put(
                        name + " schema", rows(statement, "select sql from sqlite_master where name = '" + name + "'"));
                tables.put(name + " rows", rows(statement, "select * from " + name));
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return tables;
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row.size() == 1 ? String.valueOf(row.get(0)) : row.toString());
            }
        }
        return rows;
    }
}
