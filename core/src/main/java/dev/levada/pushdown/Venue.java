package dev.levada.pushdown;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a query is computed.
 *
 * @param database the connection; empty if the engine computes it
 * @param obstacles why no database computes it, in the order of the text; empty if one does, or if that is only decided when
 *     it runs
 */
public record Venue(Optional<String> database, List<Obstacle> obstacles, Certainty certainty) {
    /** Where it is computed if no database is in play. */
    public static final Venue ENGINE = new Venue(Optional.empty(), List.of(), Certainty.DECIDED);

    /** What is known of a query whose inputs were never made. */
    public static final Venue UNDECIDED = new Venue(Optional.empty(), List.of(), Certainty.WHEN_INPUTS_ARE_MADE);

    public Venue {
        obstacles = List.copyOf(obstacles);
    }

    /** Whether it is known already. */
    public enum Certainty {
        DECIDED,
        /** The inputs have columns only once they are made. */
        WHEN_INPUTS_ARE_MADE
    }

    /** Where, as a sentence's end; empty if there is nothing to say of a query that the engine computes as usual. */
    public Optional<String> words() {
        if (database.isPresent()) {
            return Optional.of("computed in '" + database.get() + "'");
        }
        if (certainty == Certainty.WHEN_INPUTS_ARE_MADE) {
            return Optional.of("where it is computed is decided when its inputs are made");
        }
        return obstacles.isEmpty()
                ? Optional.empty()
                : Optional.of("computed by the engine. "
                        + obstacles.stream().map(Obstacle::toString).collect(Collectors.joining("; ")));
    }
}
