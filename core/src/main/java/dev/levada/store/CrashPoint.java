package dev.levada.store;

import dev.levada.project.AssetName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A place where a test kills the process, as {@code kill -9} would, to prove that the next run sets things right; or where
 * it holds the process while it does something else. The properties {@code levada.crash-at} and {@code levada.hold-at} name
 * it: {@code before-ledger}, or {@code after-commit@raw.users} to mean one table.
 */
public final class CrashPoint {
    private static final String WANTED = System.getProperty("levada.crash-at", "");
    private static final String HELD = System.getProperty("levada.hold-at", "");
    private static final int HOLDER = Integer.getInteger("levada.hold-port", 0);
    private static final int KILLED = 137;

    private CrashPoint() {}

    /**
     * Ends the process at once if it shall be killed here. If it shall be held here, calls the local port
     * {@code levada.hold-port} and goes on when that hangs up, or does not answer.
     */
    public static void reach(String name) {
        if (WANTED.equals(name)) {
            Runtime.getRuntime().halt(KILLED);
        }
        if (HELD.equals(name)) {
            hold();
        }
    }

    /** The same, at a place of one table: if the place is meant for all tables, or for this one. */
    public static void reach(String name, AssetName table) {
        reach(name);
        if (!WANTED.isEmpty() || !HELD.isEmpty()) {
            reach(name + "@" + table);
        }
    }

    private static void hold() {
        try (Socket call = new Socket(InetAddress.getLoopbackAddress(), HOLDER)) {
            int unused = call.getInputStream().read();
        } catch (IOException e) {
            System.getLogger(CrashPoint.class.getName()).log(System.Logger.Level.DEBUG, "nobody holds on", e);
        }
    }
}
