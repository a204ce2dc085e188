package dev.levada.connector.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Offer;
import dev.levada.api.Source;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The tables of a shop for music, as its authors publish them for MySQL. */
class ChinookTest {

    @Test
    void allTablesAreReadWhole() throws Exception {
        Maria.demandServer();
        Path script = script();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mariadb://127.0.0.1:" + Maria.port() + "/?sslMode=disable&allowMultiQueries=true",
                        "admin",
                        "secret");
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(script));
        }
        Maria chinook = new Maria("Chinook");
        Map<String, Integer> counts = new TreeMap<>();
        try (Source source = chinook.source()) {
            for (Offer offer : source.discover()) {
                String table = String.valueOf(offer.extract().get("table"));
                if (!table.contains(".")) {
                    counts.put(table, chinook.rows(offer.extract()).size());
                    assertThat(chinook.value("select count(*) from `" + table + "`"))
                            .isEqualTo(String.valueOf(counts.get(table)));
                }
            }
        }
        assertThat(counts)
                .hasSize(11)
                .containsEntry("Track", 3503)
                .containsEntry("PlaylistTrack", 8715)
                .containsEntry("InvoiceLine", 2240);
        chinook.run("analyze table Track");
        assertThat(chinook.form(Map.of("table", "Track")).splits()).hasSizeGreaterThan(10);

        List<List<Object>> totals = chinook.rows(Map.of("table", "Invoice", "columns", List.of("Total")));
        assertThat(totals.stream().map(row -> (BigDecimal) row.get(0)).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualTo(new BigDecimal("2328.60"));
        assertThat(chinook.rows(Map.of("query", "select FirstName, BirthDate from Employee where EmployeeId = 1")))
                .isEqualTo(List.of(List.of("Andrew", "1962-02-18 00:00:00")));
    }

    private static Path script() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("examples/shop"))) {
            folder = folder.getParent();
        }
        Path script = folder.resolveSibling("shared").resolve("data/chinook/chinook_mysql.sql");
        Assumptions.assumeTrue(Files.isRegularFile(script), () -> "there is no " + script);
        return script;
    }
}
