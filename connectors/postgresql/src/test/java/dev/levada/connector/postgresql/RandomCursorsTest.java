package dev.levada.connector.postgresql;

import dev.levada.api.Source;
import dev.levada.testing.source.CursorContract;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** Tables that are read on by a cursor with an index and without, and by their pages. */
class RandomCursorsTest {

    @Nested
    class WithoutAnIndex extends Events {
        @Override
        String index() {
            return "select 1";
        }
    }

    @Nested
    class WithAnIndex extends Events {
        @Override
        String index() {
            return "create index on events (at)";
        }
    }

    abstract static class Events implements CursorContract {
        private Database database;

        @BeforeEach
        void connect() throws SQLException {
            database = Database.fresh();
        }

        abstract String index();

        @Override
        public int histories() {
            return 3;
        }

        @Override
        public Source open() {
            return database.source();
        }

        @Override
        public void create() throws SQLException {
            database.run(
                    "drop table if exists events",
                    "create table events (at int, note text, filler char(2500) default '')",
                    "alter table events alter filler set storage plain", // a few rows take several pages
                    index());
        }

        @Override
        public void add(List<String> rows) throws SQLException {
            database.run("insert into events (at, note) values " + String.join(", ", rows));
        }
    }
}
