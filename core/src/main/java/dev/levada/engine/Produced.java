package dev.levada.engine;

import dev.levada.store.Positions;
import dev.levada.store.Replaced;
import dev.levada.store.Staged;
import java.util.List;
import java.util.Map;

/**
 * What came of a production.
 *
 * @param account where every row went
 * @param kept what was written for the table
 * @param quarantined what was written for the quarantine table
 * @param released the quarantined rows that passed this time, by the file's path; empty unless the input is a quarantine
 * @param reasons how many quarantined rows broke each rule; a row may break several
 * @param errors how many rows broke each rule that fails the run
 * @param warnings how many kept rows broke each rule that only warns
 * @param bytesRead how much was read from the source; 0 if unknown
 * @param effect what a merge does to the table's rows
 * @param examples the first row, as JSON, that broke each rule that fails the run
 * @param notices what the user should know of the production, in sentences
 * @param discarded how many values of each column were left out because the table has no place for them
 */
public record Produced(
        Account account,
        Staged kept,
        Staged quarantined,
        Map<String, Positions> released,
        Map<String, Long> reasons,
        Map<String, Long> errors,
        Map<String, Long> warnings,
        long bytesRead,
        Effect effect,
        Map<String, String> examples,
        List<String> notices,
        Map<String, Long> discarded) {
    public Produced {
        released = Map.copyOf(released);
        reasons = Map.copyOf(reasons);
        errors = Map.copyOf(errors);
        warnings = Map.copyOf(warnings);
        examples = Map.copyOf(examples);
        notices = List.copyOf(notices);
        discarded = Map.copyOf(discarded);
    }

    /** When no value was discarded. */
    public Produced(
            Account account,
            Staged kept,
            Staged quarantined,
            Map<String, Positions> released,
            Map<String, Long> reasons,
            Map<String, Long> errors,
            Map<String, Long> warnings,
            long bytesRead,
            Effect effect,
            Map<String, String> examples,
            List<String> notices) {
        this(
                account,
                kept,
                quarantined,
                released,
                reasons,
                errors,
                warnings,
                bytesRead,
                effect,
                examples,
                notices,
                Map.of());
    }

    /** The same, when rows of the base leave with it. */
    public Produced replacing(Replaced rows) {
        return new Produced(
                account,
                kept.replacing(rows),
                quarantined,
                released,
                reasons,
                errors,
                warnings,
                bytesRead,
                effect,
                examples,
                notices,
                discarded);
    }

    /** Of rows that were not merged and broke no rule that fails the run. */
    public Produced(
            Account account,
            Staged kept,
            Staged quarantined,
            Map<String, Positions> released,
            Map<String, Long> reasons,
            Map<String, Long> errors,
            Map<String, Long> warnings,
            long bytesRead) {
        this(
                account,
                kept,
                quarantined,
                released,
                reasons,
                errors,
                warnings,
                bytesRead,
                Effect.NONE,
                Map.of(),
                List.of());
    }
}
