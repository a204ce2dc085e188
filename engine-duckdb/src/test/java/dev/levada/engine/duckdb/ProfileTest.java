package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;

class ProfileTest {
    @Test
    void rowsAreCountedWhateverAConditionSays() throws SQLException {
        try (DuckDBConnection connection =
                (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", new Properties())) {
            Statements statements = new Statements(connection);
            statements.execute("CREATE TABLE copied (number BIGINT, word VARCHAR)");

            Profile profile = statements
                    .profile(
                            "INSERT INTO copied SELECT range, word FROM (SELECT range, range || 'x' AS word FROM range(5000))"
                                    + " WHERE (word || random()) NOT IN ('" + "🎉\"\\\n\t".repeat(500) + "', 'é')",
                            done -> true)
                    .profile();

            assertThat(statements.number("SELECT count(*) FROM copied")).isEqualTo(5000);
            assertThat(profile.rowsOfScans("range")).isEqualTo(5000);
            assertThat(profile.rowsIntoFilter("🎉")).contains(5000L);
            assertThat(profile.rowsIntoFilter("🎈")).isEmpty();
        }
    }
}
