package dev.levada.store.postgresql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** Makes the tables in which Levada remembers what it knows of its own, step by numbered step. */
final class Migrations {
    private static final int NEWEST = 1;

    private final Sessions sessions;
    private volatile boolean done;

    Migrations(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Whether the tables are there. Makes none. */
    boolean areThere() {
        if (!done) {
            done = sessions.ask("cannot look for the schema levada", session -> applied(session) == NEWEST);
        }
        return done;
    }

    /** Makes what is missing. */
    void demand() {
        if (!areThere()) {
            sessions.change("cannot make the schemas levada and levada_staging", this::apply);
            done = true;
        }
    }

    private int apply(Connection session) throws SQLException {
        Schemas.await(session);
        int next = applied(session) + 1;
        for (int number = next; number <= NEWEST; number++) {
            for (String statement : statements(number)) {
                Sql.run(session, statement);
            }
            Sql.run(session, "insert into levada.migrations (number) values (" + number + ")");
        }
        return NEWEST;
    }

    private int applied(Connection session) throws SQLException {
        if (!Schemas.hasTable(session, "levada", "migrations")) {
            return 0;
        }
        int applied = (int) Sql.number(session, "select coalesce(max(number), 0) from levada.migrations");
        if (applied > NEWEST) {
            throw new LevadaException(
                    "store.newer",
                    Blame.OUTSIDE,
                    "The schema levada of " + sessions.database().place() + " was made by a newer version of Levada"
                            + " (step " + applied + ", this one knows " + NEWEST
                            + "). Use that version or a later one.");
        }
        return applied;
    }

    private static String[] statements(int number) {
        try (InputStream file = Migrations.class.getResourceAsStream(number + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("no step " + number);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n\\s*\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
