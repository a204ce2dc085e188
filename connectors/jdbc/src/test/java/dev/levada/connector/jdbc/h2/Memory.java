package dev.levada.connector.jdbc.h2;

import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.connector.jdbc.Rig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An H2 database in memory. */
record Memory(String url) implements Rig {
    private static final AtomicInteger COUNT = new AtomicInteger();

    static Memory fresh() {
        return new Memory("jdbc:h2:mem:test_" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    @Override
    public Source source() {
        return new H2Connector().open("crm", new Settings(Map.of("url", url, "user", "sa")), Path.of(""));
    }
}
