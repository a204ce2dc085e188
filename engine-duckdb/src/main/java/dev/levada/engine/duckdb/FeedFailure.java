package dev.levada.engine.duckdb;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Failures of readers. */
final class FeedFailure {
    private FeedFailure() {}

    /** @param failure what a reader threw; null if none did, so that the query itself failed */
    static RuntimeException of(@Nullable Throwable failure, RuntimeException thrown) {
        if (failure instanceof IOException e) {
            return LevadaException.retryable(
                    "source.read", Blame.OUTSIDE, "The source could not be read to its end: " + e.getMessage(), e);
        }
        return thrown;
    }
}
