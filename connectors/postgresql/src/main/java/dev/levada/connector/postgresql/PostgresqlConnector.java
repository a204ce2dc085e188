package dev.levada.connector.postgresql;

import dev.levada.api.Connector;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Shape;
import dev.levada.api.Source;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.sql.Retry;
import dev.levada.api.table.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tables and queries of a PostgreSQL database, which is never written. */
public final class PostgresqlConnector implements Connector {
    static final String CHANGES = "changes";

    private static final int MOST_PORTS = 65_535;
    private static final int MOST_SESSIONS = 1000;

    @Override
    public String type() {
        return "postgres";
    }

    @Override
    public String description() {
        return "Tables, views and queries of a PostgreSQL database, read in parts side by side as of one moment, by a"
                + " session that cannot write.";
    }

    @Override
    public List<Setting> connectionSettings() {
        return List.of(
                Setting.text(
                                "url",
                                "All in one, such as `postgresql://user:password@host:5432/database?sslmode=require`."
                                        + " What other settings say wins.")
                        .hidden(),
                Setting.text("host", "The server's name or address. Needed unless the `url` has it."),
                Setting.whole("port", 1, MOST_PORTS, "The server's port. By default 5432."),
                Setting.text("database", "The database's name. Needed unless the `url` has it."),
                Setting.text("user", "Who logs in. Needed unless the `url` has it."),
                Setting.text("password", "The user's password. By default what `~/.pgpass` says.")
                        .hidden(),
                Setting.text("schema", "Where tables are that are named without a schema. By default `public`."),
                Setting.choice(
                        "sslmode",
                        List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
                        "How the connection is encrypted and the server is verified. By default `prefer`."),
                Setting.text(
                        "sslrootcert",
                        "The certificates that the server's is verified with, a file relative to the project's folder."),
                Setting.of("connect_timeout", new Shape.Span(), "How long to wait for the server's answer.")
                        .defaultingTo("10 seconds"),
                Setting.of(
                        "statement_timeout",
                        new Shape.Span(),
                        "How long one statement may take, the reading of a part included. By default without limit."),
                Setting.of(
                                "read_timeout",
                                new Shape.Span(),
                                "How long the server may stay silent while it is asked for something.")
                        .defaultingTo("10 minutes"),
                Setting.whole(
                                "max_connections",
                                1,
                                MOST_SESSIONS,
                                "How many sessions a command may have open at once; more readers wait.")
                        .defaultingTo("8"),
                Setting.text(
                        "application_name", "How the server's views and logs call the session. By default `levada`."));
    }

    @Override
    public List<Setting> extractSettings() {
        List<Setting> settings =
                new ArrayList<>(Selection.settings("The table or view to read, such as `sales.orders`."));
        settings.add(Setting.choice(
                CHANGES,
                List.of("hash"),
                "How rows that changed are found: `hash` has the server compute a hash of each, so that only keys and"
                        + " hashes of all rows are read, and the rows that are new or changed. For the modes `upsert`,"
                        + " `scd2` and `scd3`. Unless given, all rows are read."));
        settings.addAll(Cursor.SETTINGS);
        return settings;
    }

    @Override
    public Source open(String name, Settings connection, Path projectFolder) {
        Address address = Address.of(name, connection, projectFolder);
        return new PostgresqlSource(new Server(name, address), Retry.USUAL, PageRanges.USUAL_BYTES);
    }
}
