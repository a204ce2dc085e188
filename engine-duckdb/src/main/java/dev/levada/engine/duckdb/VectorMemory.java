package dev.levada.engine.duckdb;

import dev.levada.api.Type;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.duckdb.DuckDBWritableVector;

/**
 * Writes into the memory of vectors itself. Their setters take a lock for each value, to mark that it is there, and that is
 * nine tenths of what a value costs.
 *
 * <p>This depends on two private fields of the driver's class: {@code data}, the values one after another, and {@code
 * validity}, a bit for each row, 64 of them to a long. If another version of the driver does not have them, it is said once
 * at debug, and {@link VectorSetters} do the same more slowly.
 */
final class VectorMemory implements VectorFilling {
    private final VarHandle data;
    private final VarHandle validity;

    private VectorMemory(VarHandle data, VarHandle validity) {
        this.data = data;
        this.validity = validity;
    }

    /** Empty if the driver's vectors are not made as they are known to be. */
    static Optional<VectorMemory> reach() {
        return reach("data", "validity");
    }

    /** @param data the name of the field with the values @param validity of the one with a bit for each */
    static Optional<VectorMemory> reach(String data, String validity) {
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(DuckDBWritableVector.class, MethodHandles.lookup());
            return Optional.of(new VectorMemory(
                    lookup.findVarHandle(DuckDBWritableVector.class, data, ByteBuffer.class),
                    lookup.findVarHandle(DuckDBWritableVector.class, validity, ByteBuffer.class)));
        } catch (ReflectiveOperationException otherDriver) {
            System.getLogger(VectorMemory.class.getName())
                    .log(System.Logger.Level.DEBUG, "Vectors are filled by their setters", otherDriver);
            return Optional.empty();
        }
    }

    @Override
    public ByteBuffer memory(DuckDBWritableVector vector, int bytes) {
        return (ByteBuffer) data.get(vector);
    }

    @Override
    public void end(DuckDBWritableVector vector, Type type, ByteBuffer memory, long[] valid, int rows) {
        ByteBuffer bits = (ByteBuffer) validity.get(vector);
        for (int row = 0; row < rows; row += Long.SIZE) {
            bits.putLong(row / Byte.SIZE, valid[row / Long.SIZE]);
        }
    }
}
