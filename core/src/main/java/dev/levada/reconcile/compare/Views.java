package dev.levada.reconcile.compare;

import dev.levada.project.AssetName;

/** The names under which a session shows what is compared. */
public final class Views {
    private static final String SCHEMA = "levada_reconcile";

    /** What the table should hold. */
    public static final AssetName SOURCE = new AssetName(SCHEMA, "source");
    /** What the table holds. */
    public static final AssetName TABLE = new AssetName(SCHEMA, "table");
    /** All rows of the source that keep the contract, several of one key among them. */
    public static final AssetName CANDIDATES = new AssetName(SCHEMA, "candidates");
    /** What the next run would read. */
    public static final AssetName PENDING = new AssetName(SCHEMA, "pending");
    /** The source's rows that break the contract, as a quarantine. */
    public static final AssetName BROKEN = new AssetName(SCHEMA, "broken");
    /** The table's quarantine. */
    public static final AssetName QUARANTINE = new AssetName(SCHEMA, "quarantine");

    private Views() {}
}
