package dev.levada.store;

/** How long Levada waits for another program that has a SQLite file of its own locked. */
public final class BusyTimeout {
    private static final int MILLIS = Integer.getInteger("levada.busy-timeout-millis", 30_000);
    private static final int SECOND = 1000;

    private BusyTimeout() {}

    /** 30 seconds, unless a test has set the property {@code levada.busy-timeout-millis}. */
    public static int millis() {
        return MILLIS;
    }

    /** The same for a message. */
    public static String words() {
        return MILLIS % SECOND == 0 ? MILLIS / SECOND + " s" : MILLIS + " ms";
    }
}
