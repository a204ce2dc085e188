package dev.levada.contract;

/** What happens to a row that breaks a rule. */
public enum OnFail {
    /** It goes to the asset's quarantine table with the reasons. */
    QUARANTINE,
    /** Nothing of the run is published. */
    ERROR,
    /** It is kept, and counted as a warning. */
    WARN
}
