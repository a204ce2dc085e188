package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.e2e.ReconcileProject.Comparison;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random changes of the source, told from what a table holds: exactly the keys that changed are found, each as what it is. */
class ReconcileRandomTest {
    private static final int ROWS = 300;
    private static final int ROUNDS = 6;
    private static final List<String> TEXTS =
            List.of("", "a", "A", "é", "e\u0301", "😀", "a\u0000b", "ß", "ı", "'\"\\");

    @TempDir
    Path folder;

    private final Random random = new Random(20240229);

    private record Key(@Nullable Integer number, @Nullable String text) {
        @Override
        public String toString() {
            return number + " " + text;
        }
    }

    private record Row(
            @Nullable String text,
            @Nullable BigDecimal price,
            @Nullable Double ratio) {}

    @Test
    void exactlyTheKeysThatChangedAreFound() throws SQLException {
        Cli cli = Folder.withDrops(folder)
                .file(
                        "assets/raw/things.yml",
                        "extract: {from: drops, files: \"*.parquet\"}",
                        "write: {mode: overwrite}")
                .cli();
        Map<Key, Row> loaded = new LinkedHashMap<>();
        while (loaded.size() < ROWS) {
            loaded.put(key(), row());
        }
        write(loaded);
        cli.run().demandBalance();
        for (int round = 0; round < ROUNDS; round++) {
            Map<Key, Row> changed = new LinkedHashMap<>(loaded);
            TreeSet<String> expected = change(changed, 1 + random.nextInt(round < 2 ? 2 : ROWS / 4));
            write(changed);
            Comparison found = ReconcileProject.compare(
                    cli,
                    "raw.things",
                    "--key",
                    "number,key",
                    "--limit",
                    "1000",
                    "--chunk-rows",
                    String.valueOf(1 + random.nextInt(round < 4 ? 40 : ROWS * 2)));
            assertThat(new TreeSet<>(found.keys())).as("round %d", round).isEqualTo(expected);
            assertThat(found.number("differing_keys")).isEqualTo(expected.size());
        }
    }

    private TreeSet<String> change(Map<Key, Row> rows, int changes) {
        TreeSet<String> expected = new TreeSet<>();
        List<Key> keys = new ArrayList<>(rows.keySet());
        for (int i = 0; i < changes; i++) {
            Key key = keys.remove(random.nextInt(keys.size()));
            switch (random.nextInt(3)) {
                case 0 -> {
                    rows.remove(key);
                    expected.add("missing_at_source " + key);
                }
                case 1 -> {
                    Row before = rows.get(key);
                    Row after = row();
                    rows.put(key, after);
                    if (!after.equals(before)) {
                        expected.add("different " + key);
                    }
                }
                default -> {
                    Key fresh = new Key(random.nextInt(1_000_000) + 1000, key.text());
                    rows.put(fresh, row());
                    expected.add("missing_in_table " + fresh);
                }
            }
        }
        return expected;
    }

    private Key key() {
        return new Key(
                random.nextInt(10) == 0 ? null : random.nextInt(100) - 50,
                random.nextInt(10) == 0 ? null : text() + text());
    }

    /** Doubles are compared by their bits here, so there is only one zero, and one that is no number. */
    private Row row() {
        Double ratio = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(5) / 3.0 - 1;
        return new Row(
                random.nextInt(5) == 0 ? null : text(),
                random.nextInt(5) == 0 ? null : BigDecimal.valueOf(random.nextInt(7) - 3, 2),
                random.nextInt(5) == 0 ? null : ratio);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private void write(Map<Key, Row> rows) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table rows (number integer, key varchar, text varchar, price decimal(9,2), ratio double)");
            try (PreparedStatement insert = connection.prepareStatement("insert into rows values (?, ?, ?, ?, ?)")) {
                for (Map.Entry<Key, Row> row : rows.entrySet()) {
                    insert.setObject(1, row.getKey().number());
                    insert.setObject(2, row.getKey().text());
                    insert.setObject(3, row.getValue().text());
                    insert.setObject(4, row.getValue().price());
                    insert.setObject(5, row.getValue().ratio());
                    insert.executeUpdate();
                }
            }
            statement.execute("copy (select * from rows order by random()) to '" + folder.resolve("data/things.parquet")
                    + "' (format parquet)");
        }
    }
}
