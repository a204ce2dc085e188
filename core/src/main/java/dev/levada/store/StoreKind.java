package dev.levada.store;

import dev.levada.api.Settings;
import java.nio.file.Path;
import java.time.Clock;

/** A kind of connection whose systems keep assets' tables. Stateless; one instance serves the whole program. */
public interface StoreKind {

    /** The word that a connection's {@code type} names it by; the same as that of the connector that reads from there. */
    String type();

    /**
     * Opens a store. Called for a command when one of the store's tables is first needed, by any thread, and not again.
     *
     * @throws dev.levada.api.LevadaException with blame {@code OUTSIDE} if the system cannot be reached
     */
    Store open(Site site);

    /** What a store may do. */
    enum Access {
        /** All. */
        WRITE,
        /** Look only: nothing is made in the system that is not there, and nothing is finished that a crash left. */
        LOOK
    }

    /**
     * What a store has to work with.
     *
     * @param project the project's name: several may keep tables in one system
     * @param connection the connection's name in the project, for messages
     * @param settings the connection's
     * @param projectFolder what relative paths are relative to
     * @param staging a folder for what engines write; made when it is needed
     * @param courier brings the rows of what engines wrote
     */
    record Site(
            String project,
            String connection,
            Settings settings,
            Path projectFolder,
            Path staging,
            Courier courier,
            Clock clock,
            Access access) {}
}
