package dev.levada.project.read;

import dev.levada.problem.Position;

/** A place where an asset's file names another table, as it is written there. */
record Link(String table, Position position, Reason reason) {
    /** What the other table is needed for. */
    enum Reason {
        QUERY,
        RULE,
        CHECK
    }
}
