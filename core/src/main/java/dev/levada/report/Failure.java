package dev.levada.report;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;

/** Why something failed. */
public record Failure(String code, Blame blame, String message) {

    /** What an exception says; one that is not Levada's own is a defect. */
    public static Failure of(Throwable thrown) {
        if (thrown instanceof LevadaException known) {
            return new Failure(known.code(), known.blame(), String.valueOf(known.getMessage()));
        }
        if (thrown instanceof OutOfMemoryError) {
            return new Failure(
                    "memory",
                    Blame.RESOURCES,
                    "Java's memory ran out (" + thrown.getMessage()
                            + "). Give the process more of it: LEVADA_JAVA_OPTS=-Xmx2g");
        }
        return new Failure("internal", Blame.LEVADA, "Unexpected: " + thrown);
    }
}
