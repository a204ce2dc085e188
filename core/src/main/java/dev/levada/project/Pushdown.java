package dev.levada.project;

/** Whether a query is computed in the database that its inputs live in. */
public enum Pushdown {
    /** Where the query can be translated. */
    AUTO,
    /** Never. */
    OFF,
    /** Always; what cannot be is a mistake of the project. */
    REQUIRED
}
