package dev.levada.contract;

/** What happens when a source no longer looks as its table does. */
public enum OnDrift {
    /** The table follows, as far as nobody who reads it loses anything. */
    EVOLVE,
    /** Nothing is read, or at least nothing published, until somebody has decided. */
    FREEZE,
    /** The table stays as it is, and what has no place in it is left out and counted. */
    DISCARD_COLUMN,
    /** The table stays as it is, and a row that carries what has no place in it goes to quarantine. */
    QUARANTINE
}
