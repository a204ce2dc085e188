package dev.levada.connector.jdbc.server;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.sql.SqlStates;
import java.sql.SQLException;
import java.util.Map;

/** Why a statement failed, and so what a user can do. */
public enum Reason {
    LOGIN("source.login", Blame.OUTSIDE, false, " Check `user` and `password`."),
    NOT_FOUND("source.not-found", Blame.OUTSIDE, false, ""),
    PRIVILEGE("source.privilege", Blame.OUTSIDE, false, " The user needs the right to select from what is read."),
    UNREACHABLE(
            "source.unreachable", Blame.OUTSIDE, true, " Check the connection's address, and `sslmode` if it has one."),
    BUSY("source.busy", Blame.OUTSIDE, true, ""),
    TIMEOUT("source.timeout", Blame.OUTSIDE, true, " `statement_timeout` sets the limit."),
    CHANGED("source.changed", Blame.OUTSIDE, true, " Run again."),
    QUERY("source.query", Blame.PROJECT, false, ""),
    OTHER("source.unreadable", Blame.OUTSIDE, false, "");

    private final String code;
    private final Blame blame;
    private final boolean isRetryable;
    private final String advice;

    Reason(String code, Blame blame, boolean isRetryable, String advice) {
        this.code = code;
        this.blame = blame;
        this.isRetryable = isRetryable;
        this.advice = advice;
    }

    /** @param known the reasons that the database's own numbers stand for */
    static Reason of(SQLException failure, Map<Integer, Reason> known) {
        Reason reason = known.get(failure.getErrorCode());
        return reason != null ? reason : byState(SqlStates.of(failure));
    }

    private static Reason byState(String state) {
        return switch (state.substring(0, 2)) {
            case "08" -> UNREACHABLE;
            case "28" -> LOGIN;
            case "40", "53" -> BUSY;
            case "0A", "21", "22", "25", "42" -> QUERY;
            default -> state.equals("70100") || state.equals("57014") ? TIMEOUT : OTHER;
        };
    }

    /** Whether the same may succeed when it is tried again soon. */
    boolean isPassing() {
        return this == UNREACHABLE || this == BUSY;
    }

    LevadaException failure(String what, SQLException cause) {
        String said = String.valueOf(cause.getMessage()).strip();
        String state = this == OTHER ? " (" + SqlStates.of(cause) + ", " + cause.getErrorCode() + ")" : "";
        String message = what + ": " + said + (said.endsWith(".") ? "" : ".") + advice + state;
        return isRetryable
                ? LevadaException.retryable(code, blame, message, cause)
                : new LevadaException(code, blame, message, cause);
    }
}
