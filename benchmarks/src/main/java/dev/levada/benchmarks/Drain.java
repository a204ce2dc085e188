package dev.levada.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Copies a table out of a PostgreSQL server in binary form, in parts, on as many connections as there are cores, to nowhere. */
public final class Drain {
    private static final long PAGES = 8192;

    private Drain() {}

    /** Takes a file that holds the database's URL, and the table. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException, ExecutionException {
        long start = System.nanoTime();
        String url = Files.readString(Path.of(args[0]));
        long pages = pages(url, args[1]);
        AtomicLong next = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        int connections = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<Future<?>> drains = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            drains.add(threads.submit(() -> {
                try (Connection connection = DriverManager.getConnection(url)) {
                    for (long at = next.getAndAdd(PAGES); at < pages; at = next.getAndAdd(PAGES)) {
                        bytes.addAndGet(drain(connection, args[1], at));
                    }
                }
                return null;
            }));
        }
        for (Future<?> drain : drains) {
            drain.get();
        }
        threads.shutdown();
        System.out.println(bytes + " bytes");
        System.out.println(Script.SECONDS + String.format(Locale.ROOT, "%.3f", (System.nanoTime() - start) / 1e9));
    }

    private static long pages(String url, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select pg_relation_size('" + table + "')" + " / current_setting('block_size')::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long drain(Connection connection, String table, long page) throws SQLException {
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select * from " + table + " where ctid >= '(" + page + ",0)'::tid and ctid < '("
                        + (page + PAGES) + ",0)'::tid) to stdout (format binary)");
        long bytes = 0;
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            bytes += row.length;
        }
        return bytes;
    }
}
