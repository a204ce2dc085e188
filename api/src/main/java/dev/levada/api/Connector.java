package dev.levada.api;

import java.nio.file.Path;
import java.util.List;

/** A kind of outside system that data comes from. Stateless; one instance serves the whole program. */
public interface Connector {

    /** The word that a connection's {@code type} names it by. */
    String type();

    /** One sentence for the reference page. */
    String description();

    /** What a connection of this kind is set up with, besides {@code type}. */
    List<Setting> connectionSettings();

    /** What an asset's {@code extract} may say of this kind of connection, besides {@code from}. */
    List<Setting> extractSettings();

    /**
     * Opens a connection. Called once for a command that needs it, closed at its end.
     *
     * @param name the connection's name in the project, for messages
     * @param projectFolder what relative paths are relative to
     * @throws LevadaException if the system cannot be reached or the settings do not fit it
     */
    Source open(String name, Settings connection, Path projectFolder);
}
