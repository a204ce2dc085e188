package dev.levada.api.sql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * How often something is tried that fails for a reason that passes, and how long to wait in between: twice as long each
 * time, give or take, so that readers do not all come back at once.
 */
public record Retry(int attempts, Duration first) {
    public static final Retry USUAL = new Retry(4, Duration.ofMillis(250));

    /** Something that talks to a server. */
    @FunctionalInterface
    public interface Attempt<T> {
        T run() throws SQLException;
    }

    /** Tries again what fails in a way that {@link SqlStates#isPassing} knows. */
    public <T> T call(Attempt<T> attempt) throws SQLException {
        return call(SqlStates::isPassing, attempt);
    }

    /** @param passing whether the same may succeed when it is tried again soon */
    public <T> T call(Predicate<SQLException> passing, Attempt<T> attempt) throws SQLException {
        for (int failed = 1; ; failed++) {
            try {
                return attempt.run();
            } catch (SQLException e) {
                if (failed >= attempts || !passing.test(e)) {
                    throw e;
                }
                sleep(failed);
            }
        }
    }

    private void sleep(int failed) {
        long longest = first.toMillis() << (failed - 1);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LevadaException("run.interrupted", Blame.INTERRUPTED, "Stopped while waiting for a server.", e);
        }
    }
}
