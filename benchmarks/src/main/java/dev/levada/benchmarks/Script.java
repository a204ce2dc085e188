package dev.levada.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Executes a SQL file with DuckDB in this process and its working folder, and prints how long that took. The
 * yardsticks run in it, as they would in a user's own small program.
 */
public final class Script {
    /** Stands before the seconds that the script itself took, from opening the database to closing it. */
    static final String SECONDS = "seconds ";

    private Script() {}

    /** Takes the file and, if it must do with less memory than DuckDB's default, a limit such as {@code 1GB}. */
    public static void main(String[] args) throws IOException, SQLException {
        String sql = Files.readString(Path.of(args[0]));
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            if (args.length > 1) {
                statement.execute("SET memory_limit = '" + args[1] + "'");
            }
            statement.execute(sql);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println(SECONDS + String.format(Locale.ROOT, "%.3f", seconds));
    }
}
