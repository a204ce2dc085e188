package dev.levada.reconcile;

import dev.levada.project.AssetName;

/** The names under which a session shows what is compared. */
final class Views {
    private static final String SCHEMA = "levada_reconcile";

    /** What the table should hold. */
    static final AssetName SOURCE = new AssetName(SCHEMA, "source");
    /** What the table holds. */
    static final AssetName TABLE = new AssetName(SCHEMA, "table");
    /** All rows of the source that keep the contract, several of one key among them. */
    static final AssetName CANDIDATES = new AssetName(SCHEMA, "candidates");
    /** What the next run would read. */
    static final AssetName PENDING = new AssetName(SCHEMA, "pending");
    /** The source's rows that break the contract, as a quarantine. */
    static final AssetName BROKEN = new AssetName(SCHEMA, "broken");
    /** The table's quarantine. */
    static final AssetName QUARANTINE = new AssetName(SCHEMA, "quarantine");

    private Views() {}
}
