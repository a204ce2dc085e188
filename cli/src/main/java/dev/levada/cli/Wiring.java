package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.api.Connector;
import dev.levada.api.LevadaException;
import dev.levada.api.Setting;
import dev.levada.connector.files.FilesConnector;
import dev.levada.connector.jdbc.generic.JdbcConnector;
import dev.levada.connector.jdbc.h2.H2Connector;
import dev.levada.connector.jdbc.mysql.MariadbConnector;
import dev.levada.connector.jdbc.mysql.MysqlConnector;
import dev.levada.connector.jdbc.oracle.OracleConnector;
import dev.levada.connector.jdbc.sqlite.SqliteConnector;
import dev.levada.connector.jdbc.sqlserver.SqlServerConnector;
import dev.levada.connector.postgresql.PostgresqlConnector;
import dev.levada.engine.Engine;
import dev.levada.engine.duckdb.DuckDbEngine;
import dev.levada.ledger.Ledger;
import dev.levada.ledger.SqliteLedger;
import dev.levada.project.Project;
import dev.levada.project.read.ProjectReader;
import dev.levada.project.reference.ProjectSettings;
import dev.levada.store.Store;
import dev.levada.store.StoreKind;
import dev.levada.store.lake.LakeStore;
import dev.levada.store.mysql.MysqlStoreKind;
import dev.levada.store.postgresql.PostgresqlStoreKind;
import dev.levada.workspace.Sites;
import dev.levada.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the parts of the program together. The only class that knows them all. */
final class Wiring {
    private static final String LEDGER = "ledger.db";
    private static final String PARSED = "parsed";

    private final Shell shell;
    private final Console console;
    private final Clock clock;

    Wiring(Shell shell, Console console, Clock clock) {
        this.shell = shell;
        this.console = console;
        this.clock = clock;
    }

    /** All kinds of connections, by the type they serve. */
    static Map<String, Connector> connectors() {
        return Stream.of(
                        new FilesConnector(),
                        new H2Connector(),
                        new JdbcConnector(),
                        new MariadbConnector(),
                        new MysqlConnector(),
                        new OracleConnector(),
                        new PostgresqlConnector(),
                        new SqlServerConnector(),
                        new SqliteConnector())
                .collect(Collectors.toMap(Connector::type, Function.identity()));
    }

    /** All kinds of connections in which tables can live, by the type they serve. */
    static Map<String, StoreKind> storeKinds() {
        return Stream.of(MysqlStoreKind.MARIADB, MysqlStoreKind.MYSQL, new PostgresqlStoreKind())
                .collect(Collectors.toMap(StoreKind::type, Function.identity()));
    }

    /** The names of all settings whose values are never shown. */
    static Set<String> secretKeys() {
        return connectors().values().stream()
                .flatMap(connector -> connector.connectionSettings().stream())
                .filter(Setting::secret)
                .map(Setting::name)
                .collect(Collectors.toSet());
    }

    /** The project's folder: the one that was named, else the nearest with a {@code levada.yml}. */
    Path folder() {
        Path named = console.globals().project;
        if (named != null) {
            return shell.folder().resolve(named).normalize();
        }
        return ProjectReader.find(shell.folder())
                .orElseThrow(() -> new LevadaException(
                        "project.not-found",
                        Blame.PROJECT,
                        "There is no levada.yml in " + shell.folder() + " or a folder above it. Point to a project with"
                                + " --project DIR, or make one with `levada init`."));
    }

    /** Reads the project only; nothing stays open. */
    Project project() {
        Path folder = folder();
        try (DeferredEngine engine = engine(folder)) {
            return read(folder, engine);
        }
    }

    /**
     * Reads the project and opens all that it runs on, for looking: nothing is made that is not there, and where nothing can
     * be written, nothing is.
     */
    Workspace lookingWorkspace() {
        return workspace(
                this::lookingLedger, project -> LakeStore.toLookAt(project.lake(), clock), StoreKind.Access.LOOK);
    }

    /** The same, but for a ledger that can be written to wherever one can be. */
    Workspace comparingWorkspace() {
        return workspace(
                this::ledgerToMark, project -> LakeStore.toLookAt(project.lake(), clock), StoreKind.Access.LOOK);
    }

    private Ledger ledgerToMark(Project project) {
        return canMark(project)
                ? new SqliteLedger(project.stateFolder().resolve(LEDGER), clock)
                : lookingLedger(project);
    }

    /** Whether what is found out can be remembered. */
    static boolean canMark(Project project) {
        return Files.isWritable(project.stateFolder());
    }

    /** Reads the project and opens all that it runs on. */
    Workspace workspace() {
        return workspace(
                project -> new SqliteLedger(stateFolder(project).resolve(LEDGER), clock),
                project -> new LakeStore(project.lake(), clock),
                StoreKind.Access.WRITE);
    }

    /** Opens the record of the project's runs only, for looking. */
    Ledger lookingLedger(Project project) {
        return SqliteLedger.toLookAt(project.stateFolder().resolve(LEDGER), clock);
    }

    private Workspace workspace(
            Function<Project, Ledger> ledgers, Function<Project, Store> lakes, StoreKind.Access access) {
        Path folder = folder();
        DeferredEngine engine = engine(folder);
        WarmUp.ofStores();
        if (access == StoreKind.Access.WRITE) {
            WarmUp.ofEngine();
        }
        try {
            Project project = read(folder, engine);
            engine.limit(project.limits());
            Sites sites = new Sites(project, storeKinds(), engine.courier(), clock, access);
            Workspace workspace =
                    open(project, engine, ledgers.apply(project), () -> sites.stores(lakes.apply(project)));
            if (access == StoreKind.Access.WRITE) {
                engine.keepParsed();
            }
            return workspace;
        } catch (RuntimeException failed) {
            engine.close();
            throw failed;
        }
    }

    private Workspace open(Project project, Engine engine, Ledger ledger, Supplier<Store> stores) {
        try {
            return new Workspace(project, connectors(), engine, stores.get(), ledger, clock);
        } catch (RuntimeException failed) {
            ledger.close();
            throw failed;
        }
    }

    private Project read(Path folder, Engine engine) {
        console.tameLibraries();
        Optional<String> environment = Optional.ofNullable(console.globals().environment);
        Project project = new ProjectReader(
                        new ProjectSettings(connectors(), storeKinds().keySet()), engine.parser(), shell.env())
                .read(folder, environment);
        console.terminal().keepSecret(project.secrets());
        return project;
    }

    private static DeferredEngine engine(Path folder) {
        return new DeferredEngine(
                () -> new DuckDbEngine(spillFolder(folder)), stateFolder(folder).resolve(PARSED));
    }

    /** In the project, unless nothing can be written there: what is only looked at may need room too. */
    private static Path spillFolder(Path folder) {
        Path state = stateFolder(folder);
        if (!Files.isWritable(Files.isDirectory(state) ? state : folder)) {
            try {
                return Files.createTempDirectory("levada-spill-");
            } catch (IOException nowhere) {
                // Then it is said once something has to be spilled.
            }
        }
        return state.resolve("spill");
    }

    private static Path stateFolder(Path folder) {
        return folder.resolve(".levada");
    }

    private static Path stateFolder(Project project) {
        try {
            return Files.createDirectories(project.stateFolder());
        } catch (IOException unwritable) {
            throw new LevadaException(
                    "state.unwritable",
                    Blame.RESOURCES,
                    "The folder " + project.stateFolder() + ", where Levada keeps its state, cannot be made: "
                            + unwritable.getMessage(),
                    unwritable);
        }
    }
}
