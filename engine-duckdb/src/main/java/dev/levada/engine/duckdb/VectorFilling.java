package dev.levada.engine.duckdb;

import dev.levada.api.Type;
import java.nio.ByteBuffer;
import org.duckdb.DuckDBWritableVector;

/**
 * How values that all have one width get into a query's vectors: they are written into memory, row after row, as DuckDB
 * keeps them, and it is told at the end which of them are there.
 */
sealed interface VectorFilling permits VectorMemory, VectorSetters {

    /** What the driver allows. */
    VectorFilling QUICKEST =
            VectorMemory.reach().<VectorFilling>map(memory -> memory).orElseGet(VectorSetters::new);

    /** Where a vector's values are written. @param bytes how many all rows take */
    ByteBuffer memory(DuckDBWritableVector vector, int bytes);

    /**
     * Ends a batch.
     *
     * @param type of the column
     * @param memory which {@link #memory} gave for the vector
     * @param valid a bit for each row, the lowest first, that tells whether it has a value
     * @param rows how many there are
     */
    void end(DuckDBWritableVector vector, Type type, ByteBuffer memory, long[] valid, int rows);
}
