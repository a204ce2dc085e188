package dev.levada.api;

import java.util.Map;

/**
 * Something that a connection offers to extract.
 *
 * @param name a good name for the asset's table, in lower case
 * @param title how the user knows it there, such as {@code events/*.jsonl.gz, 12 files} or {@code customers (view)}
 * @param extract what the asset's {@code extract} would say, without {@code from}
 */
public record Offer(String name, String title, Map<String, Object> extract) {
    public Offer {
        extract = Map.copyOf(extract);
    }
}
