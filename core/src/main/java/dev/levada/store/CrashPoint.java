package dev.levada.store;

/** A place where a test kills the process, as {@code kill -9} would, to prove that the next run sets things right. */
public final class CrashPoint {
    private static final String WANTED = System.getProperty("levada.crash-at", "");
    private static final int KILLED = 137;

    private CrashPoint() {}

    /** Ends the process at once if the property {@code levada.crash-at} names this place. */
    public static void reach(String name) {
        if (WANTED.equals(name)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
