package dev.levada.connector.jdbc.mysql;

import dev.levada.connector.jdbc.Rig;
import dev.levada.connector.jdbc.RigCursors;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;

class MariadbRandomCursorsTest implements RigCursors {
    private Rig database;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = Maria.fresh();
    }

    @Override
    public Rig rig() {
        return database;
    }

    @Override
    public int histories() {
        return 3;
    }
}
