package dev.levada.connector.postgresql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.sql.SqlStates;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server's error codes mean to a user. */
final class Failures {
    private Failures() {}

    /** What a database is used for. */
    enum Use {
        SOURCE("source", "needs `usage` on the schema and `select` on what is read."),
        STORE(
                "store",
                "needs `create` on the database, or on the schemas of the assets and on `levada` and `levada_staging`,"
                        + " and must own the tables that it writes.");

        private final String code;
        private final String needs;

        Use(String code, String needs) {
            this.code = code;
            this.needs = needs;
        }

        private String code(String kind) {
            return code + "." + kind;
        }
    }

    /** Whether the server could not take a value for what it should be. */
    static boolean isAboutValues(SQLException failure) {
        return SqlStates.of(failure).startsWith("22");
    }

    /** @param what what was tried, as the beginning of a sentence */
    static LevadaException of(Server server, Use use, String what, SQLException cause) {
        String state = SqlStates.of(cause);
        String said = "Connection '" + server.name() + "': " + what + ": " + said(cause);
        Address address = server.address();
        if (SqlStates.isSilence(cause)) {
            return LevadaException.retryable(
                    use.code("timeout"),
                    Blame.OUTSIDE,
                    said + " The server at " + address.place() + " was silent for longer than `connect_timeout` or"
                            + " `read_timeout` allows. If a statement takes that long before its first row, raise it.",
                    cause);
        }
        // Of what fails before there is a connection, only a certificate for another name has no cause that tells more.
        boolean misnamed = state.equals("08006")
                && cause.getCause() == null
                && address.word("sslmode", "").equals("verify-full");
        if (misnamed || SqlStates.isUntrusted(cause)) {
            return outside(
                    use.code("tls"),
                    said + reason(cause) + " The server's certificate must be signed by one in `sslrootcert`, and, for"
                            + " `sslmode: verify-full`, be for the name " + address.word("host", "") + ".",
                    cause);
        }
        return switch (state) {
            case "28P01", "28000", SqlStates.REJECTED ->
                outside(
                        use.code("login"),
                        said + " Check `user`, `password`, `sslmode` and the server's pg_hba.conf for " + address + ".",
                        cause);
            case "3D000" ->
                outside(use.code("not-found"), said + " Check `database` at " + address.place() + ".", cause);
            case "42501" -> outside(use.code("privilege"), said + " User '" + address.user() + "' " + use.needs, cause);
            case "57014" ->
                LevadaException.retryable(
                        use.code("timeout"), Blame.OUTSIDE, said + " `statement_timeout` sets the limit.", cause);
            case "55P03", "40001", "40P01" -> passing(use.code("busy"), said, cause);
            default -> byClass(use, address, state, said, cause);
        };
    }

    private static LevadaException byClass(Use use, Address address, String state, String said, SQLException cause) {
        return switch (state.substring(0, 2)) {
            case "08" ->
                passing(
                        use.code("unreachable"),
                        said + " A server should answer at " + address.place() + ": check `host` and `port`, and"
                                + " `sslmode` if it does.",
                        cause);
            case "57" -> passing(use.code("unreachable"), said, cause);
            case "53" -> passing(use.code("busy"), said, cause);
            case "0A", "22", "25", "42" -> new LevadaException(use.code("query"), Blame.PROJECT, said, cause);
            default -> outside(use.code("unreadable"), said + " (" + state + ")", cause);
        };
    }

    private static LevadaException outside(String code, String message, SQLException cause) {
        return new LevadaException(code, Blame.OUTSIDE, message, cause);
    }

    private static LevadaException passing(String code, String message, SQLException cause) {
        return LevadaException.retryable(code, Blame.OUTSIDE, message, cause);
    }

    /** What lies at the bottom of a failure, as a sentence. */
    private static String reason(SQLException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.equals(failure) ? "" : " " + cause.getMessage() + ".";
    }

    /** The server's own sentence and advice, or else the driver's; never the values that it may add as details. */
    private static String said(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        String message = server == null ? failure.getMessage() : server.getMessage();
        String advice = Optional.ofNullable(server)
                .map(ServerErrorMessage::getHint)
                .map(hint -> " " + hint)
                .orElse("");
        String sentence = String.valueOf(message).strip();
        return (sentence.endsWith(".") ? sentence : sentence + ".") + advice;
    }
}
