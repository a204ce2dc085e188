package dev.levada.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** Pipes rows out of one PostgreSQL database into another in binary form, and looks at none of them. */
public final class CopyAcross {
    private static final int FULL = 1 << 16;

    private CopyAcross() {}

    /** Takes files that hold the databases' URLs, the query to read and the table to write. */
    public static void main(String[] args) throws IOException, SQLException {
        long start = System.nanoTime();
        try (Connection from = DriverManager.getConnection(Files.readString(Path.of(args[0])));
                Connection to = DriverManager.getConnection(Files.readString(Path.of(args[1])))) {
            long rows = pipe(
                    copies(from).copyOut("copy (" + args[2] + ") to stdout (format binary)"),
                    copies(to).copyIn("copy " + args[3] + " from stdin (format binary)"));
            System.out.println(rows + " rows");
        }
        System.out.println(Script.SECONDS + String.format(Locale.ROOT, "%.3f", (System.nanoTime() - start) / 1e9));
    }

    private static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /** Rows come one by one and are sent many at a time, as a pipe between two processes would. */
    private static long pipe(CopyOut out, CopyIn in) throws SQLException {
        byte[] buffer = new byte[FULL];
        int held = 0;
        for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
            if (held + row.length > FULL) {
                in.writeToCopy(buffer, 0, held);
                held = 0;
            }
            if (row.length > FULL) {
                in.writeToCopy(row, 0, row.length);
            } else {
                System.arraycopy(row, 0, buffer, held, row.length);
                held += row.length;
            }
        }
        in.writeToCopy(buffer, 0, held);
        return in.endCopy();
    }
}
