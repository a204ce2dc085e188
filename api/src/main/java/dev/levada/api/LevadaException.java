package dev.levada.api;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a user can act on: a stable code, whose fault it is, and a message that says what failed, with which
 * value, where, and what would be right. Messages never hold the value of a secret.
 */
public class LevadaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final Blame blame;
    private final boolean retryable;

    public LevadaException(String code, Blame blame, String message) {
        this(code, blame, message, null);
    }

    public LevadaException(String code, Blame blame, String message, @Nullable Throwable cause) {
        this(code, blame, false, message, cause);
    }

    private LevadaException(String code, Blame blame, boolean retryable, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.blame = blame;
        this.retryable = retryable;
    }

    /** A failure that may pass when the same step is tried again. */
    public static LevadaException retryable(String code, Blame blame, String message, @Nullable Throwable cause) {
        return new LevadaException(code, blame, true, message, cause);
    }

    /** A short stable name such as {@code source.unreachable}, for scripts and for looking up. */
    public String code() {
        return code;
    }

    public Blame blame() {
        return blame;
    }

    /** Whether trying the same step again can help. */
    public boolean isRetryable() {
        return retryable;
    }
}
