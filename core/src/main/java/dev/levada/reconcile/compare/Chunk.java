package dev.levada.reconcile.compare;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A range of keys, compared as a whole.
 *
 * @param number counted from 0
 * @param from the key that it begins at; empty if it begins before all keys
 * @param to the key that the next one begins at; empty if it is the last
 */
public record Chunk(
        int number,
        Optional<List<@Nullable String>> from,
        Optional<List<@Nullable String>> to,
        Figures source,
        Figures table) {

    public boolean agrees() {
        return source.agrees(table);
    }
}
