package dev.levada.store;

import dev.levada.contract.WriteMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What shall become visible in one step.
 *
 * @param staged the new rows
 * @param mode how they meet the old ones
 * @param base the version that the new rows were audited on; the commit fails if the table has moved on
 * @param quarantine what changes in the table's quarantine
 * @param facts what is written with the commit, by the names in {@link Facts}
 * @param follower is told how far it is
 */
public record Publication(
        Staged staged,
        WriteMode mode,
        Optional<TableVersion> base,
        QuarantineChange quarantine,
        Map<String, String> facts,
        Follower follower) {
    public Publication {
        facts = Map.copyOf(facts);
    }

    /** One that nobody follows. */
    public Publication(
            Staged staged,
            WriteMode mode,
            Optional<TableVersion> base,
            QuarantineChange quarantine,
            Map<String, String> facts) {
        this(staged, mode, base, quarantine, facts, Follower.NONE);
    }

    /** Follows a publication by a store that moves rows bit by bit, on the threads that prepare and commit it. */
    @FunctionalInterface
    public interface Follower {
        /** Lets it happen. */
        Follower NONE = fraction -> {};

        /**
         * Some more rows were moved.
         *
         * @param fraction of the whole, between 0 and 1; negative if unknown
         * @throws dev.levada.api.LevadaException to stop it. Nothing is visible then, as after any other failure
         */
        void at(double fraction);
    }

    /**
     * A change of a quarantine table.
     *
     * @param added newly quarantined rows; empty if there are none
     * @param released rows of the quarantine that are in the table now, by the file's path
     */
    public record QuarantineChange(Optional<Staged> added, Map<String, Positions> released) {
        /** No change. */
        public static final QuarantineChange NONE = new QuarantineChange(Optional.empty(), Map.of());

        public QuarantineChange {
            released = Map.copyOf(released);
        }

        public boolean isNone() {
            return added.map(Staged::files).orElse(List.of()).isEmpty() && released.isEmpty();
        }
    }
}
