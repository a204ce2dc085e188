package dev.levada.connector.jdbc.sqlite;

import dev.levada.connector.jdbc.RandomCursorsContract;
import dev.levada.connector.jdbc.Rig;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRandomCursorsTest extends RandomCursorsContract {
    @TempDir
    Path folder;

    @Override
    protected Rig rig() {
        return new Crm(folder);
    }

    @Override
    protected int histories() {
        return 12;
    }
}
