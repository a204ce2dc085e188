package dev.levada.connector.jdbc.mysql;

import dev.levada.connector.jdbc.RandomCursorsContract;
import dev.levada.connector.jdbc.Rig;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;

class MariadbRandomCursorsTest extends RandomCursorsContract {
    private Rig database;

    @BeforeEach
    void create() throws SQLException {
        database = Maria.fresh();
    }

    @Override
    protected Rig rig() {
        return database;
    }

    @Override
    protected int histories() {
        return 3;
    }
}
