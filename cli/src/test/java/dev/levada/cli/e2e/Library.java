package dev.levada.cli.e2e;

import dev.levada.api.Connector;
import dev.levada.connector.files.FilesConnector;
import dev.levada.connector.jdbc.sqlite.SqliteConnector;
import dev.levada.engine.duckdb.DuckDbEngine;
import dev.levada.ledger.SqliteLedger;
import dev.levada.project.Project;
import dev.levada.project.read.ProjectReader;
import dev.levada.store.lake.LakeStore;
import dev.levada.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Levada as a Java program uses it. */
final class Library {
    private Library() {}

    static Workspace open(Path folder) {
        Clock clock = Clock.systemUTC();
        DuckDbEngine engine = new DuckDbEngine(folder.resolve(".levada/spill"));
        Map<String, Connector> connectors = Map.of("files", new FilesConnector(), "sqlite", new SqliteConnector());
        Project project = new ProjectReader(connectors, engine.parser(), name -> null).read(folder, Optional.empty());
        try {
            Files.createDirectories(project.stateFolder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Workspace(
                project,
                connectors,
                engine,
                new LakeStore(project.lake(), clock),
                new SqliteLedger(project.stateFolder().resolve("ledger.db"), clock),
                clock);
    }
}
