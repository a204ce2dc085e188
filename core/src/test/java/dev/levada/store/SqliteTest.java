package dev.levada.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTest {
    private static final int ROUNDS = 200;
    private static final int AT_ONCE = 3;

    @Test
    void whoComesAtOnceToANewFileIsServed(@TempDir Path folder) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String url = "jdbc:sqlite:" + folder.resolve(round + ".db");
                CyclicBarrier start = new CyclicBarrier(AT_ONCE);
                List<Future<?>> makers = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    int own = i;
                    makers.add(threads.submit(() -> make(url, own, start)));
                }
                for (Future<?> maker : makers) {
                    maker.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Void make(String url, int own, CyclicBarrier start) throws Exception {
        start.await();
        try (Connection connection = Sqlite.shared(url, Map.of("transaction_mode", "IMMEDIATE"));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create table if not exists t (id integer primary key)");
            statement.execute("insert into t values (" + own + ")");
            connection.commit();
        }
        return null;
    }

    @Test
    void onlyABusyFileIsTriedAgain(@TempDir Path folder) {
        assertThatThrownBy(
                        () -> Sqlite.shared("jdbc:sqlite:" + folder, Map.of()).close())
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failed -> assertThat(Sqlite.isBusy(failed)).isFalse());
        assertThatThrownBy(() -> Sqlite.connect("jdbc:duckdb:"))
                .hasMessage("not an address of an SQLite database: jdbc:duckdb:");
    }
}
