package dev.levada.contract;

/** What a check that does not hold means for the run. */
public enum Severity {
    /** Nothing is published. */
    ERROR,
    /** It is reported, and the run goes on. */
    WARN
}
