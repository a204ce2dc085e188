package dev.levada.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A place where a test kills the process, as {@code kill -9} would, to prove that the next run sets things right; or where
 * it holds the process while it does something else.
 */
public final class CrashPoint {
    private static final String WANTED = System.getProperty("levada.crash-at", "");
    private static final int KILLED = 137;
    private static final String HELD = System.getProperty("levada.hold-at", "");
    private static final int HOLDER = Integer.getInteger("levada.hold-port", 0);

    private CrashPoint() {}

    /**
     * Ends the process at once if the property {@code levada.crash-at} names this place. If {@code levada.hold-at} does, it
     * calls the local port {@code levada.hold-port} and goes on when that hangs up, or does not answer.
     */
    public static void reach(String name) {
        if (WANTED.equals(name)) {
            Runtime.getRuntime().halt(KILLED);
        }
        if (HELD.equals(name)) {
            hold();
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
