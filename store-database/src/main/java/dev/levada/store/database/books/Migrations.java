package dev.levada.store.database.books;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** Makes the tables in which Levada remembers what it knows of its own, step by numbered step: files beside the kind of database. */
public final class Migrations {
    private static final int NEWEST = 1;

    private final Sessions sessions;
    private final Words words;
    private final Watch watch;
    private volatile boolean done;

    public Migrations(Sessions sessions, Words words, Watch watch) {
        this.sessions = sessions;
        this.words = words;
        this.watch = watch;
    }

    /** Whether the tables are there. Makes none. */
    public boolean areThere() {
        if (!done) {
            done = sessions.ask(
                    "cannot look for the tables that Levada keeps for itself", session -> applied(session) == NEWEST);
        }
        return done;
    }

    /** Makes what is missing. */
    public void demand() {
        if (!areThere()) {
            sessions.change("cannot make the tables that Levada keeps for itself", this::apply);
            done = true;
        }
    }

    private int apply(Connection session) throws SQLException {
        return watch.alone(session, this::applyAlone);
    }

    private int applyAlone(Connection session) throws SQLException {
        int next = applied(session) + 1;
        for (int number = next; number <= NEWEST; number++) {
            for (String statement : statements(number)) {
                Sql.run(session, statement);
            }
            Sql.run(session, "insert into " + words.books("migrations") + " (number) values (" + number + ")");
        }
        return NEWEST;
    }

    private int applied(Connection session) throws SQLException {
        if (!watch.hasBooks(session, "migrations")) {
            return 0;
        }
        int applied = (int) Sql.number(session, "select coalesce(max(number), 0) from " + words.books("migrations"));
        if (applied > NEWEST) {
            throw new LevadaException(
                    "store.newer",
                    Blame.OUTSIDE,
                    "What Levada keeps for itself at " + sessions.database().place()
                            + " was made by a newer version of Levada"
                            + " (step " + applied + ", this one knows " + NEWEST
                            + "). Use that version or a later one.");
        }
        return applied;
    }

    private String[] statements(int number) {
        try (InputStream file = words.getClass().getResourceAsStream(number + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("no step " + number);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n\\s*\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
