package dev.levada.cli;

import dev.levada.store.Sqlite;
import java.sql.Connection;
import java.sql.SQLException;

/** Loads on a second core what every command with a lake needs soon, while the project is read on the first. */
final class WarmUp {
    private WarmUp() {}

    /** Returns at once. */
    static void begin() {
        Thread thread = new Thread(WarmUp::load, "levada-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        try (Connection sqlite = Sqlite.connect("jdbc:sqlite::memory:")) {
            sqlite.createStatement().close();
        } catch (SQLException unusable) {
            // Who needs it will say so.
            System.getLogger(WarmUp.class.getName()).log(System.Logger.Level.DEBUG, "SQLite does not load", unusable);
        }
    }
}
