package dev.levada.engine;

import dev.levada.api.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query's rows, fetched as they are asked for. Used by one thread. */
public interface Rows extends AutoCloseable {

    List<Column> columns();

    /**
     * The next row: numbers as {@code Number}, flags as {@code Boolean}, structs as {@code Map}, lists as {@code List},
     * everything else as text in the engine's spelling; null at the end.
     */
    @Nullable
    List<@Nullable Object> next();

    @Override
    void close();
}
