package dev.levada.engine.duckdb;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.engine.Engine;
import dev.levada.engine.Translator;
import dev.levada.project.Project;
import dev.levada.project.SqlParser;
import dev.levada.store.Courier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB in this process, with one memory budget and one pool of threads for all sessions. What does not fit into memory
 * is spilled to a folder that is gone when the engine is closed.
 */
public final class DuckDbEngine implements Engine {
    /**
     * How many rows a thread gathers before it hands them out to the files of their partitions. DuckDB gathers half a million;
     * few enough to stay in the cache are parted a seventh faster, and files and row groups come out the same.
     */
    private static final int ROWS_BEFORE_PARTING = 40_960;

    /** A database of this process alone. */
    private static final String DATABASE = "jdbc:duckdb:";

    private final DuckDBConnection root;
    private final DuckDbParser parser;
    private final DuckDbTranslator translator = new DuckDbTranslator(this);
    private final Path spillFolder;
    private final CsvLanes csvLanes;
    private final FeedFunction feeds = new FeedFunction();
    private final Rejects rejects = new Rejects();
    private final LeftOut leftOut = new LeftOut();
    private final SeenKeys seenKeys = new SeenKeys();
    private final Outlet outlet;
    private final AtomicLong sessions = new AtomicLong();

    /** @param spillFolder made when it is needed; should lie on a disk with room */
    public DuckDbEngine(Path spillFolder) {
        this(spillFolder, CsvLanes.USUAL);
    }

    DuckDbEngine(Path spillFolder, CsvLanes csvLanes) {
        this.spillFolder = spillFolder;
        this.csvLanes = csvLanes;
        try {
            root = DuckDBConnection.newConnection(DATABASE, false, settings());
            speak(root);
            feeds.register(root);
            rejects.register(root);
            leftOut.register(root);
            seenKeys.register(root);
            BucketFunction.register(root);
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        } catch (Exception e) {
            throw new LevadaException(
                    "engine.open", Blame.RESOURCES, "DuckDB could not be opened: " + e.getMessage(), e);
        }
        outlet = new Outlet(root);
        parser = new DuckDbParser(this::connect);
    }

    /** The driver's version, as far as its file tells it: what it understands depends on that. Opens nothing. */
    public static String dialect() {
        CodeSource source = DuckDBConnection.class.getProtectionDomain().getCodeSource();
        return source == null ? "duckdb" : String.valueOf(source.getLocation()).replaceFirst(".*/", "");
    }

    /** Loads the driver, which takes longer than to open an engine then. If it cannot be loaded, who opens one learns why. */
    public static void load() {
        try (Connection connection = DuckDBConnection.newConnection(DATABASE, false, new Properties())) {
            connection.createStatement().close();
        } catch (Exception | LinkageError unusable) {
            System.getLogger(DuckDbEngine.class.getName())
                    .log(System.Logger.Level.DEBUG, "DuckDB does not load", unusable);
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        // DuckDB makes this folder when it spills, but none above it.
        settings.setProperty("temp_directory", spillFolder.toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("partitioned_write_flush_threshold", String.valueOf(ROWS_BEFORE_PARTING));
        return settings;
    }

    /**
     * Bounds what the engine may use of the machine, for all sessions.
     *
     * @throws LevadaException if DuckDB does not understand the amount of memory
     */
    public void limit(Project.Limits limits) {
        Statements statements = new Statements(root);
        limits.memory().ifPresent(memory -> statements.execute("SET GLOBAL memory_limit = " + Sql.text(memory)));
        if (limits.threads() > 0) {
            statements.execute("SET GLOBAL threads = " + limits.threads());
        }
    }

    @Override
    public SqlParser parser() {
        return parser;
    }

    @Override
    public Translator translator() {
        return translator;
    }

    @Override
    public DuckDbSession session() {
        long number = sessions.incrementAndGet();
        return DuckDbSession.open(this, number, spillFolder.resolve("session-" + number));
    }

    @Override
    public Courier courier() {
        return new DuckDbCourier(this);
    }

    /** A further connection to the same database. */
    DuckDBConnection connect() {
        try {
            DuckDBConnection connection = root.duplicate();
            speak(connection);
            return connection;
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        }
    }

    /** Gives up a catalog that no connection uses any more. */
    void drop(SessionCatalog catalog) {
        try (DuckDBConnection connection = connect()) {
            new Statements(connection).execute("DETACH " + catalog.name());
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        }
    }

    /** Settings of a connection: errors with their place, moments in UTC. */
    private static void speak(DuckDBConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET errors_as_json = true");
            statement.execute("SET TimeZone = 'UTC'");
        }
    }

    CsvLanes csvLanes() {
        return csvLanes;
    }

    FeedFunction feeds() {
        return feeds;
    }

    Rejects rejects() {
        return rejects;
    }

    Outlet outlet() {
        return outlet;
    }

    LeftOut leftOut() {
        return leftOut;
    }

    SeenKeys seenKeys() {
        return seenKeys;
    }

    @Override
    public void close() {
        try {
            parser.close();
            translator.close();
            root.close();
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        } finally {
            removeSpill();
        }
    }

    private void removeSpill() {
        if (!Files.exists(spillFolder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(spillFolder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
