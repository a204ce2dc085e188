package dev.levada.ledger;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.store.BusyTimeout;
import dev.levada.store.Disk;
import dev.levada.store.FrozenSqlite;
import dev.levada.store.Sqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The SQLite file that a ledger is kept in. */
record LedgerFile(Path path) {
    /** A ledger that is forgotten when its connection is closed. */
    static final LedgerFile IN_MEMORY = new LedgerFile(Path.of(":memory:"));

    /** Opens the file, and makes it if it is not there. */
    Connection connect() {
        boolean inMemory = equals(IN_MEMORY);
        try {
            if (!inMemory) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
        } catch (IOException e) {
            throw unusable("opened", e, e.getMessage());
        }
        try {
            return Sqlite.shared("jdbc:sqlite:" + (inMemory ? path : path.toAbsolutePath()), Map.of());
        } catch (SQLException e) {
            throw failed("opened", e);
        }
    }

    /** Opens a copy of the file in memory. */
    Connection copy() {
        Connection copy = IN_MEMORY.connect();
        try {
            copyTo(copy);
            return copy;
        } catch (SQLException e) {
            LevadaException failure = failed("opened", e);
            try {
                copy.close();
            } catch (SQLException more) {
                failure.addSuppressed(more);
            }
            throw failure;
        }
    }

    private void copyTo(Connection copy) throws SQLException {
        try (PreparedStatement attach = copy.prepareStatement("attach ? as disk")) {
            attach.setString(1, FrozenSqlite.name(path));
            attach.execute();
        }
        try (Statement statement = copy.createStatement()) {
            String own = " from disk.sqlite_master where sql is not null and name not like 'sqlite_%'";
            for (String make : texts(statement, "select sql" + own)) {
                statement.execute(make);
            }
            for (String table : texts(statement, "select name" + own + " and type = 'table'")) {
                statement.execute("insert into main." + table + " select * from disk." + table);
            }
            statement.execute("detach disk");
        }
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** @param what was to be done with the file, as a participle */
    LevadaException failed(String what, SQLException e) {
        if (Sqlite.isBusy(e)) {
            return LevadaException.retryable(
                    "ledger.busy",
                    Blame.OUTSIDE,
                    "The ledger " + path + " could not be " + what + ": another program has kept it locked for "
                            + BusyTimeout.words() + ". Try again when it is done.",
                    e);
        }
        return unusable(what, e, e.getMessage());
    }

    private LevadaException unusable(String what, Exception cause, @Nullable String message) {
        String reason = String.valueOf(message);
        return new LevadaException(
                "ledger.unusable",
                Blame.RESOURCES,
                "The ledger " + path + " could not be " + what + ": "
                        + Disk.trouble(path, reason).orElse(reason),
                cause);
    }
}
