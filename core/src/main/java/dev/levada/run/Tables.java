package dev.levada.run;

import dev.levada.engine.Session;
import dev.levada.project.AssetName;
import dev.levada.store.Quarantine;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/** The tables that are there, for looking at. */
public final class Tables {
    private final Workspace workspace;

    public Tables(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The newest version of every table, quarantine tables included, in the order of their names. */
    public List<TableVersion> all() {
        return workspace.store().tables().stream()
                .map(workspace.store()::head)
                .flatMap(Optional::stream)
                .toList();
    }

    /** A session in which all tables are visible, each at its newest version. An asset whose quarantine is empty has one to query too. */
    public Session open() {
        Session session = workspace.engine().session();
        try {
            for (AssetName asset : workspace.project().assets().keySet()) {
                session.declare(asset.quarantine(), Quarantine.COLUMNS);
            }
            all().forEach(version ->
                    session.expose(version.table(), workspace.store().scan(version)));
            return session;
        } catch (Throwable e) {
            session.close();
            throw e;
        }
    }
}
