package dev.levada.store.postgresql;

import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.commit.PreparedTable;
import java.sql.SQLException;

/** Lets the server know what became of a table, so that it plans well, and finds room again where rows were. */
final class Tidying {
    /** As many rows as others keep from being worth the while. */
    private static final long FEW = 10_000;
    /** A table that changed by more than one row of so many. */
    private static final long SHARE = 5;

    private final Sessions sessions;
    private final Words words;

    Tidying(Sessions sessions, Words words) {
        this.sessions = sessions;
        this.words = words;
    }

    /** Done by nobody else: the server comes by itself, but late, and not for tables that nobody reads. */
    void after(PreparedTable table) {
        long removed = table.step().removedRows();
        long changed = removed + table.step().addedRows();
        boolean isFresh = table.belongings().isPresent(); // it was analyzed before, and has no room where rows were
        if (isFresh || changed < FEW || changed < table.version().rows() / SHARE) {
            return;
        }
        String command = removed > FEW ? "vacuum (analyze, skip_locked) " : "analyze (skip_locked) ";
        try {
            sessions.in(session -> {
                session.setAutoCommit(true);
                try {
                    return Sql.run(session, command + words.table(table.table()));
                } finally {
                    session.setAutoCommit(false);
                }
            });
        } catch (SQLException busy) {
            System.getLogger(Tidying.class.getName())
                    .log(System.Logger.Level.DEBUG, table.table() + " is left to the server's own vacuum", busy);
        }
    }
}
