package dev.levada.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Locale;

/** Runs the query of {@code projects/intervals} for each of its days, on the files of that day, and keeps nothing. */
public final class DailyQueries {
    private DailyQueries() {}

    /** Takes the folder that has a folder for each day. */
    public static void main(String[] args) throws SQLException {
        long start = System.nanoTime();
        long rows = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            LocalDate day = IntervalSides.FIRST;
            for (int i = 0; i < IntervalSides.DAYS; i++, day = day.plusDays(1)) {
                Path files = Path.of(args[0]).resolve("day=" + day).resolve("*.parquet");
                try (ResultSet result =
                        statement.executeQuery("SELECT CAST(ts AS DATE) AS day, user_id, count(*) AS events,"
                                + " sum(amount) AS spend FROM read_parquet('" + files + "', hive_partitioning = false)"
                                + " WHERE ts >= TIMESTAMP '" + day + "' AND ts < TIMESTAMP '" + day.plusDays(1)
                                + "' GROUP BY ALL")) {
                    while (result.next()) {
                        rows++;
                    }
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println(rows + " rows");
        System.out.println(Script.SECONDS + String.format(Locale.ROOT, "%.3f", seconds));
    }
}
