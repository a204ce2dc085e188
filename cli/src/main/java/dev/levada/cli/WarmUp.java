package dev.levada.cli;

import dev.levada.engine.duckdb.DuckDbEngine;
import dev.levada.store.Sqlite;
import java.sql.Connection;
import java.sql.SQLException;

/** Loads on a second core what commands need soon, while the project is read on the first. */
final class WarmUp {
    private WarmUp() {}

    /** What every command with a lake needs. Returns at once. */
    static void ofStores() {
        begin(WarmUp::loadStores);
    }

    /** What commands need that compute. Returns at once. */
    static void ofEngine() {
        begin(DuckDbEngine::load);
    }

    private static void begin(Runnable loading) {
        Thread thread = new Thread(loading, "levada-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void loadStores() {
        try (Connection sqlite = Sqlite.connect("jdbc:sqlite::memory:")) {
            sqlite.createStatement().close();
        } catch (SQLException unusable) {
            // Who needs it will say so.
            System.getLogger(WarmUp.class.getName()).log(System.Logger.Level.DEBUG, "SQLite does not load", unusable);
        }
    }
}
