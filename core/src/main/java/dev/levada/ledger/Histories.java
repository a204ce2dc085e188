package dev.levada.ledger;

import dev.levada.project.AssetName;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of tables' commits, so that planning need not read every table. The tables themselves are the truth: all
 * of it can be forgotten and read again. Thread-safe.
 */
public interface Histories {

    /**
     * The state of a table that its history led to.
     *
     * @param timeColumn the column whose ranges the history tells
     */
    record State(String token, Optional<String> timeColumn) {}

    /** The states that the remembered histories led to. */
    Map<AssetName, State> states();

    /** The history of a table; empty if none is remembered. */
    Optional<TableHistory> of(AssetName table);

    /**
     * For tables that are made interval by interval and had nothing to make when somebody looked: a text that is another as
     * soon as that may have changed.
     */
    Map<AssetName, String> settled();

    /** Remembers that tables have nothing to make. */
    void settle(Map<AssetName, String> keys);

    /** Remembers tables as they are now, in the place of what was remembered of each. */
    void remember(Map<AssetName, TableHistory> histories);

    /** Forgets tables that are gone. */
    void forget(Iterable<AssetName> tables);
}
