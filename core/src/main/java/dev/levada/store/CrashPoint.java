package dev.levada.store;

import dev.levada.project.AssetName;

/**
 * A place where a test kills the process, as {@code kill -9} would, to prove that the next run sets things right. The
 * property {@code levada.crash-at} names it: {@code before-ledger}, or {@code after-commit@raw.users} to mean one table.
 */
public final class CrashPoint {
    private static final String WANTED = System.getProperty("levada.crash-at", "");
    private static final int KILLED = 137;

    private CrashPoint() {}

    /** Ends the process at once if this place is wanted. */
    public static void reach(String name) {
        if (WANTED.equals(name)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    /** Ends the process at once if this place is wanted, for all tables or for this one. */
    public static void reach(String name, AssetName table) {
        reach(name);
        if (WANTED.startsWith(name) && WANTED.equals(name + "@" + table)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
