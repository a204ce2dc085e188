package dev.levada.api;

import java.util.Optional;

/**
 * A request to extract.
 *
 * @param settings what the asset's {@code extract} says, without {@code from}
 * @param since how far the table was read before, if only what is new is wanted; empty to read everything
 * @param meeting what becomes of a row that is read a second time
 */
public record Read(Settings settings, Optional<Checkpoint> since, Meeting meeting) {

    /** How the rows that are read meet those that were read before. */
    public enum Meeting {
        /** They take the place of all of them. */
        REPLACE,
        /** They are added: a row that is read twice is there twice. */
        ADD,
        /** A row that is read twice is recognised, by a key. */
        RECOGNISE
    }

    /** Of rows that are added. */
    public Read(Settings settings, Optional<Checkpoint> since) {
        this(settings, since, Meeting.ADD);
    }
}
