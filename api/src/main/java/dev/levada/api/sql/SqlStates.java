package dev.levada.api.sql;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** The codes of the SQL standard that failures carry. */
public final class SqlStates {
    /** What a driver that gives no code stands for. */
    public static final String UNKNOWN = "?????";

    private static final int LENGTH = 5;
    private static final Set<String> PASSING = Set.of("40001", "40P01", "57P01", "57P02", "57P03");

    private SqlStates() {}

    /** The five characters; what a driver found out by itself it gives such characters too. */
    public static String of(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.length() != LENGTH ? UNKNOWN : state;
    }

    /** Whether the same may succeed when it is tried again soon: no server, no room, a deadlock. */
    public static boolean isPassing(SQLException failure) {
        String state = of(failure);
        return PASSING.contains(state)
                || state.startsWith("08")
                || state.startsWith("53")
                || failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException;
    }
}
