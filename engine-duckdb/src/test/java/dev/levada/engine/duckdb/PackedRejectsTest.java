package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedRejectsTest {
    @Test
    void rowsComeOutAsTheyWentIn() throws SQLException {
        assertThat(thereAndBack(
                        List.of("'id.type'", "'a.csv'", "7", "'{\"id\":\"x\"}'"),
                        List.of("'id.type' || chr(31) || 'ä.min'", "CAST(NULL AS VARCHAR)", "NULL", "'{}'")))
                .containsExactly(
                        Arrays.asList("id.type", "a.csv", 7L, "{\"id\":\"x\"}"),
                        Arrays.asList("id.type\u001fä.min", null, null, "{}"));
    }

    @Test
    void whatWouldEndAFieldOrARowDoesNotGetIn() throws SQLException {
        assertThat(thereAndBack(List.of("'not JSON: ' || chr(30)", "'a' || chr(29) || '.csv'", "1", "'{}'")))
                .containsExactly(List.of("not JSON: ␞", "a␝.csv", 1L, "{}"));
    }

    @SafeVarargs
    private static List<List<Object>> thereAndBack(List<String>... rows) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            PackedRejects pack = new PackedRejects();
            for (List<String> row : rows) {
                String packed = PackedRejects.row(row.get(0), row.get(1), row.get(2), row.get(3));
                try (ResultSet result = statement.executeQuery("SELECT " + packed)) {
                    result.next();
                    pack.add(result.getString(1));
                }
            }
            statement.execute("CREATE TABLE packed AS SELECT '" + pack.take() + "' AS rows");
            List<List<Object>> unpacked = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(PackedRejects.unpacked("packed", "rows"))) {
                while (result.next()) {
                    unpacked.add(Arrays.asList(
                            result.getObject(1), result.getObject(2), result.getObject(3), result.getObject(4)));
                }
            }
            return unpacked;
        }
    }
}
