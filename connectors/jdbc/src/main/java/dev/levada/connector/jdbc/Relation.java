package dev.levada.connector.jdbc;

/** Something with rows and a name. */
record Relation(String name, Kind kind) {
    enum Kind {
        TABLE,
        VIEW
    }
}
