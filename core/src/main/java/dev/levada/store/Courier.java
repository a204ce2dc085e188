package dev.levada.store;

import java.util.List;

/** Reads rows for a store that keeps them elsewhere than in the files that an engine writes. Thread-safe. */
public interface Courier {
    /**
     * The rows of a scan, without those that it calls removed and with its constants filled in.
     *
     * @param columns names of the scan's columns, which the stream has in this order
     */
    RowStream rows(TableScan scan, List<String> columns);
}
