package dev.levada.ledger;

import dev.levada.project.AssetName;
import java.util.Map;

/**
 * What is remembered of tables' commits, so that planning need not read every table. The tables themselves are the truth: all
 * of it can be forgotten and read again. Thread-safe.
 */
public interface Histories {

    /** All that is remembered. */
    Map<AssetName, TableHistory> all();

    /** Remembers tables as they are now, in the place of what was remembered of each. */
    void remember(Map<AssetName, TableHistory> histories);

    /** Forgets tables that are gone. */
    void forget(Iterable<AssetName> tables);
}
