package dev.levada.plan;

import dev.levada.api.Read.Meeting;
import dev.levada.contract.Write;

/** What becomes of a row that an asset's source gives a second time. */
public final class Meetings {
    private Meetings() {}

    public static Meeting of(Write write) {
        if (!write.isIncremental()) {
            return Meeting.REPLACE;
        }
        boolean looksBack = write.dedup().flatMap(dedup -> dedup.window()).isPresent();
        return write.mode().isKeyed() || looksBack ? Meeting.RECOGNISE : Meeting.ADD;
    }
}
