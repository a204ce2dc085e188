package dev.levada.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import org.postgresql.PGConnection;

/** Sends a CSV file into a table of a PostgreSQL server, as {@code psql \copy} does: the file as it is, on one connection. */
public final class CopyFile {
    private static final int BUFFER = 1 << 16;

    private CopyFile() {}

    /** Takes a file that holds the database's URL, the table and the CSV file. */
    public static void main(String[] args) throws IOException, SQLException {
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(Files.readString(Path.of(args[0])));
                InputStream file = Files.newInputStream(Path.of(args[2]))) {
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + args[1] + " from stdin (format csv)", file, BUFFER);
            System.out.println(rows + " rows");
        }
        System.out.println(Script.SECONDS + String.format(Locale.ROOT, "%.3f", (System.nanoTime() - start) / 1e9));
    }
}
