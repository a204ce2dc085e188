package dev.levada.connector.jdbc;

import dev.levada.api.Source;
import dev.levada.testing.source.CursorContract;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SqliteRandomCursorsTest implements CursorContract {
    @TempDir
    Path folder;

    @Override
    public Source open() {
        return new Crm(folder).source();
    }

    @Override
    public void create() throws SQLException {
        new Crm(folder).run("drop table if exists events", "create table events (at integer, note text)");
    }

    @Override
    public void add(List<String> rows) throws SQLException {
        new Crm(folder).run("insert into events values " + String.join(", ", rows));
    }
}
