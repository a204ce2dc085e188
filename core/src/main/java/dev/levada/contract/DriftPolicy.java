package dev.levada.contract;

import java.util.Optional;

/**
 * What an extract does when its source drifts away from its table.
 *
 * @param columns about columns that appear or vanish; unless given, those that appear are taken, and one that vanishes is
 *     refused
 * @param types about columns whose type changes, and values that do not fit their column
 */
public record DriftPolicy(Optional<OnDrift> columns, OnDrift types) {
    /** What holds unless an asset says otherwise. */
    public static final DriftPolicy NONE = new DriftPolicy(Optional.empty(), OnDrift.EVOLVE);

    /** Whether the table takes a column that the source gains. */
    public boolean takesNewColumns() {
        return columns.isEmpty() || columns.get() == OnDrift.EVOLVE;
    }

    /** Whether new rows do without a column that the source lost. */
    public boolean doesWithout() {
        return columns.filter(policy -> policy == OnDrift.EVOLVE || policy == OnDrift.DISCARD_COLUMN)
                .isPresent();
    }
}
