package dev.levada.connector.jdbc.h2;

import dev.levada.connector.jdbc.Rig;
import dev.levada.connector.jdbc.RigCursors;

class H2RandomCursorsTest implements RigCursors {
    private final Rig database = Memory.fresh();

    @Override
    public Rig rig() {
        return database;
    }
}
