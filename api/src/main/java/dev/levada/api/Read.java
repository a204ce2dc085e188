package dev.levada.api;

import java.util.Optional;

/**
 * A request to extract.
 *
 * @param settings what the asset's {@code extract} says, without {@code from}
 * @param since how far the table was read before, if only what is new is wanted; empty to read everything
 */
public record Read(Settings settings, Optional<Checkpoint> since) {}
