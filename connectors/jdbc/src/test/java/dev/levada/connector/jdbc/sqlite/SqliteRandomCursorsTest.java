package dev.levada.connector.jdbc.sqlite;

import dev.levada.connector.jdbc.Rig;
import dev.levada.connector.jdbc.RigCursors;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRandomCursorsTest implements RigCursors {
    @TempDir
    Path folder;

    @Override
    public Rig rig() {
        return new Crm(folder);
    }
}
