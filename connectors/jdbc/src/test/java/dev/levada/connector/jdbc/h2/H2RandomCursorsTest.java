package dev.levada.connector.jdbc.h2;

import dev.levada.connector.jdbc.RandomCursorsContract;
import dev.levada.connector.jdbc.Rig;

class H2RandomCursorsTest extends RandomCursorsContract {
    private final Rig database = Memory.fresh();

    @Override
    protected Rig rig() {
        return database;
    }

    @Override
    protected int histories() {
        return 12;
    }
}
