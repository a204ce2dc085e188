package dev.levada.connector.jdbc.server;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.sql.SqlStates;
import java.sql.SQLException;
import java.util.Map;

/** Why a statement failed, and so what a user can do. */
public enum Reason {
    LOGIN("login", Blame.OUTSIDE, false, " Check `user` and `password`."),
    NOT_FOUND("not-found", Blame.OUTSIDE, false, ""),
    PRIVILEGE("privilege", Blame.OUTSIDE, false, ""),
    UNREACHABLE("unreachable", Blame.OUTSIDE, true, " Check the connection's address, and `sslmode` if it has one."),
    BUSY("busy", Blame.OUTSIDE, true, ""),
    TIMEOUT("timeout", Blame.OUTSIDE, true, " `statement_timeout` sets the limit."),
    CHANGED("changed", Blame.OUTSIDE, true, " Run again."),
    QUERY("query", Blame.PROJECT, false, ""),
    NO_FILES(
            "no-files",
            Blame.OUTSIDE,
            false,
            " Rows are sent by `load data local infile`, which the server must allow: set global local_infile = 1."),
    NO_TRIGGERS(
            "no-triggers",
            Blame.OUTSIDE,
            false,
            " What others write is noticed by triggers. A server that keeps a binary log lets users make them after: set"
                    + " global log_bin_trust_function_creators = 1."),
    OTHER("unreadable", Blame.OUTSIDE, false, "");

    private final String kind;
    private final Blame blame;
    private final boolean isRetryable;
    private final String advice;

    Reason(String kind, Blame blame, boolean isRetryable, String advice) {
        this.kind = kind;
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

    /** What a database is used for. */
    public enum Use {
        SOURCE("source", " The user needs the right to select from what is read."),
        STORE(
                "store",
                " The user needs `select, insert, update, delete, create, alter, drop, index, trigger, create temporary"
                        + " tables` on the database.");

        private final String word;
        private final String rights;

        Use(String word, String rights) {
            this.word = word;
            this.rights = rights;
        }
    }

    LevadaException failure(Use use, String what, SQLException cause) {
        String said = String.valueOf(cause.getMessage()).strip();
        String state = this == OTHER ? " (" + SqlStates.of(cause) + ", " + cause.getErrorCode() + ")" : "";
        String needed = this == PRIVILEGE ? use.rights : advice;
        String message = what + ": " + said + (said.endsWith(".") ? "" : ".") + needed + state;
        String code = use.word + "." + kind;
        return isRetryable
                ? LevadaException.retryable(code, blame, message, cause)
                : new LevadaException(code, blame, message, cause);
    }
}
