package dev.levada.engine.duckdb;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBFunctions;

/**
 * The hash of Iceberg's bucket transform, Murmur3 x86 32-bit with seed 0, as an SQL function over bytes (Iceberg
 * specification, appendix B).
 */
final class BucketFunction {
    static final String OF_LONG = "levada_hash_long";
    static final String OF_TEXT = "levada_hash_text";

    private BucketFunction() {}

    static void register(Connection connection) throws SQLException {
        DuckDBFunctions.scalarFunction()
                .withName(OF_LONG)
                .withParameter(DuckDBColumnType.BIGINT)
                .withReturnType(DuckDBColumnType.INTEGER)
                .withVectorizedFunction((arguments, result) -> arguments.stream()
                        .forEach(row -> {
                            if (arguments.vector(0).isNull(row)) {
                                result.setNull(row);
                            } else {
                                result.setInt(
                                        row,
                                        hash(littleEndian(arguments.vector(0).getLong(row))));
                            }
                        }))
                .register(connection);
        DuckDBFunctions.scalarFunction()
                .withName(OF_TEXT)
                .withParameter(DuckDBColumnType.VARCHAR)
                .withReturnType(DuckDBColumnType.INTEGER)
                .withVectorizedFunction((arguments, result) -> arguments.stream()
                        .forEach(row -> {
                            if (arguments.vector(0).isNull(row)) {
                                result.setNull(row);
                            } else {
                                String text = arguments.vector(0).getString(row);
                                result.setInt(row, hash(text.getBytes(StandardCharsets.UTF_8)));
                            }
                        }))
                .register(connection);
    }

    private static byte[] littleEndian(long value) {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return bytes;
    }

    static int hash(byte[] bytes) {
        int hash = 0;
        int blocks = bytes.length / 4;
        for (int block = 0; block < blocks; block++) {
            hash ^= mixed(word(bytes, block * 4, 4));
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        if (bytes.length % 4 > 0) {
            hash ^= mixed(word(bytes, blocks * 4, bytes.length % 4));
        }
        return finished(hash ^ bytes.length);
    }

    private static int word(byte[] bytes, int from, int length) {
        int word = 0;
        for (int i = 0; i < length; i++) {
            word |= (bytes[from + i] & 0xff) << (8 * i);
        }
        return word;
    }

    private static int mixed(int word) {
        return Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
    }

    private static int finished(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
