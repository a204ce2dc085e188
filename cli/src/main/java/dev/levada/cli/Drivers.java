package dev.levada.cli;

import java.sql.DriverManager;

/** The JDBC drivers that are found by an address alone. */
final class Drivers {
    private Drivers() {}

    /**
     * Has only SQLite's, which the catalog asks for so. Otherwise the first who asks loads those of all databases, which takes
     * longer than most commands; connectors take theirs by class. To be called before anybody asks.
     */
    static void onlySqlite() {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader()); // where the JDK looks for drivers
        try {
            DriverManager.getDrivers();
            Class.forName("org.sqlite.JDBC", true, Drivers.class.getClassLoader()); // registers itself
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(loader);
        }
    }
}
