package dev.levada.api.sql;

import java.io.FileNotFoundException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** The codes of the SQL standard that failures carry. */
public final class SqlStates {
    /** What a driver that gives no code stands for. */
    public static final String UNKNOWN = "?????";

    /** The server wants something else than it was offered. */
    public static final String REJECTED = "08004";

    private static final int LENGTH = 5;
    private static final Set<String> PASSING = Set.of("40001", "40P01", "57P01", "57P02", "57P03");

    private SqlStates() {}

    /** The five characters; what a driver found out by itself it gives such characters too. */
    public static String of(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.length() != LENGTH ? UNKNOWN : state;
    }

    /**
     * Whether the same may succeed when it is tried again soon: no server, no room, a deadlock. A server that was silent for as
     * long as it may, or that could not prove to be the right one, is not asked again.
     */
    public static boolean isPassing(SQLException failure) {
        String state = of(failure);
        if (isSilence(failure) || isUntrusted(failure) || state.equals(REJECTED)) {
            return false;
        }
        return PASSING.contains(state)
                || state.startsWith("08")
                || state.startsWith("53")
                || failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException;
    }

    /** Whether the server said nothing for as long as it may. */
    public static boolean isSilence(SQLException failure) {
        return failure.getCause() instanceof SocketTimeoutException;
    }

    /** Whether the server could not prove to be the right one. */
    public static boolean isUntrusted(SQLException failure) {
        Throwable cause = failure.getCause();
        while (cause != null && !(cause instanceof CertificateException) && !(cause instanceof FileNotFoundException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
