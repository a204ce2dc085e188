package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.e2e.ReconcileProject.Comparison;
import dev.levada.testing.server.MariadbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A music shop's database, as its authors publish it for PostgreSQL and for MySQL: into the lake, and on into the other one. */
class ChinookTest {
    private static final List<String> TABLES = List.of(
            "Album",
            "Artist",
            "Customer",
            "Employee",
            "Genre",
            "Invoice",
            "InvoiceLine",
            "MediaType",
            "Playlist",
            "PlaylistTrack",
            "Track");

    private static final int ROWS = 15_607;

    @Test
    void allTablesGoThroughTheLakeIntoTheOtherDatabaseAndArriveAsTheyWere(@TempDir Path path) throws IOException {
        MariadbServer.demand();
        Path scripts = Repository.realData().resolve("chinook");
        MariadbWarehouse mariadb = new MariadbWarehouse();
        try (Warehouse postgres = Warehouse.start()) {
            postgres.make("chinook");
            postgres.run("chinook", tables(scripts.resolve("chinook_postgresql.sql")));
            mariadb.run("mysql", Files.readString(scripts.resolve("chinook_mysql.sql")));
            Folder project = project(path, postgres, mariadb);
            for (String table : TABLES) {
                copies(project, table);
            }
            Cli cli = project.cli();
            cli.run().demandBalance();

            long rows = 0;
            for (String table : TABLES) {
                rows += demandAgreement(cli, "postgres." + snake(table));
                rows += demandAgreement(cli, "mariadb." + snake(table));
                rows += demandAgreement(cli, "into_mariadb." + snake(table), "postgres." + snake(table));
                rows += demandAgreement(cli, "into_postgres." + snake(table), "mariadb." + snake(table));
            }
            assertThat(rows).isEqualTo(4L * ROWS);
        }
    }

    /** The script without what makes the database, which no program but psql understands. */
    private static String tables(Path script) throws IOException {
        String text = Files.readString(script);
        return text.substring(text.indexOf("CREATE TABLE"));
    }

    private static Folder project(Path path, Warehouse postgres, MariadbWarehouse mariadb) {
        return new Folder(path)
                .file(
                        "levada.yml",
                        "name: chinook",
                        "connections:",
                        postgres.connection("chinook").replace("warehouse:", "postgres:"),
                        mariadb.connection("Chinook").replace("warehouse:", "mariadb:"));
    }

    private static void copies(Folder project, String table) {
        String name = snake(table);
        project.file("assets/postgres/" + name + ".yml", "extract: {from: postgres, table: " + name + "}")
                .file("assets/mariadb/" + name + ".yml", "extract: {from: mariadb, table: " + table + "}")
                .file(
                        "assets/into_mariadb/" + name + ".sql",
                        "/* levada",
                        "store: mariadb",
                        "*/",
                        "select * from postgres." + name)
                .file(
                        "assets/into_postgres/" + name + ".sql",
                        "/* levada",
                        "store: postgres",
                        "*/",
                        "select * from mariadb." + name);
    }

    private static String snake(String table) {
        return table.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** How many rows were compared. */
    private static long demandAgreement(Cli cli, String table, String... others) {
        Comparison comparison = ReconcileProject.compare(cli, table, others);
        comparison.demandAgreement();
        List<String> differences = new ArrayList<>(comparison.keys());
        assertThat(differences).isEmpty();
        return comparison.number("table_rows");
    }
}
