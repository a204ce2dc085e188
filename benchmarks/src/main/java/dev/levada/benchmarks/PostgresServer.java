package dev.levada.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A PostgreSQL server on this machine with a large table, started when it is first needed, ended with this program. */
final class PostgresServer {
    static final String DATABASE = "postgres";
    static final String TABLE = "sales";

    /** Tells of each step. Loggers are forgotten unless somebody holds them. */
    private static final Logger LIBRARY = Logger.getLogger("io.zonky.test");

    private final Path folder;
    private final long rows;
    private @Nullable EmbeddedPostgres server;

    /** @param rows how many the table has */
    PostgresServer(Path folder, long rows) {
        this.folder = folder;
        this.rows = rows;
    }

    /** Where it listens. */
    int port() throws IOException {
        if (server == null) {
            Files.createDirectories(folder);
            LIBRARY.setLevel(Level.WARNING);
            server = EmbeddedPostgres.builder()
                    .setOutputRedirector(Redirect.DISCARD)
                    .setErrorRedirector(Redirect.DISCARD)
                    .setDataDirectory(folder.resolve("server"))
                    .setCleanDataDirectory(false)
                    .setServerConfig("shared_buffers", "512MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .start();
            fill(server);
        }
        return server.getPort();
    }

    /** One of its databases, with the user's name, as a program is told it. */
    String url(String database) throws IOException {
        return "jdbc:postgresql://localhost:" + port() + "/" + database + "?user=postgres&sslmode=disable";
    }

    Connection connect(String database) throws IOException, SQLException {
        return DriverManager.getConnection(url(database));
    }

    /** The table's rows as a CSV file, alone in its folder, written once. */
    Path csv() throws IOException {
        port(); // a table that is filled anew makes an old file void
        Path file = csvFolder().resolve(TABLE + ".csv");
        if (!Files.exists(file)) {
            Path draft = Folders.empty(csvFolder()).resolve("unfinished");
            try (Connection connection = connect(DATABASE);
                    OutputStream out = Files.newOutputStream(draft)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy " + TABLE + " to stdout (format csv)", out);
            } catch (SQLException e) {
                throw new IOException(e);
            }
            Files.move(draft, file);
        }
        return file;
    }

    private Path csvFolder() {
        return folder.resolve("csv");
    }

    private void fill(EmbeddedPostgres running) throws IOException {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            try (var found =
                    statement.executeQuery("select count(*) from pg_class where relname = 'sales_" + rows + "'")) {
                found.next();
                if (found.getLong(1) > 0) {
                    return;
                }
            }
            Folders.remove(csvFolder());
            statement.execute("drop table if exists " + TABLE);
            statement.execute("""
                    create table sales as select
                        i as id, (i * 7919 %% 1000003)::int as customer_id, (i %% 90 + 1)::smallint as quantity,
                        ((i * 31 %% 1000000) / 100.0)::numeric(12,2) as price, random() as weight, i %% 3 = 0 as paid,
                        timestamptz '2020-01-01Z' + i * interval '13 seconds' as placed_at,
                        date '2020-01-01' + (i %% 2000)::int as due,
                        (array['new', 'paid', 'shipped', 'returned'])[(i %% 4 + 1)::int] as status,
                        'note ' || md5(i::text) as note, md5(i::text)::uuid as reference,
                        case when i %% 10 = 0 then null else 'PT' || i %% 20 end as region
                    from generate_series(1::bigint, %d) i""".formatted(rows));
            statement.execute("vacuum analyze " + TABLE);
            statement.execute("create table sales_" + rows + " ()"); // it is complete
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
