package dev.levada.reconcile;

import java.util.List;

/**
 * How tables are compared.
 *
 * @param key the columns that tell rows apart; empty for those that the asset's file names
 * @param columns the columns that are compared besides the key; empty for all
 * @param chunkRows about how many rows are compared as a whole
 * @param limit how many differing keys are shown
 */
public record Options(List<String> key, List<String> columns, long chunkRows, long limit) {
    public Options {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }
}
