package dev.levada.upkeep;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.engine.Session;
import dev.levada.project.AssetName;
import dev.levada.project.SqlParser.TableMention;
import dev.levada.project.SqlParser.Understood;
import dev.levada.store.PastCommit;
import dev.levada.store.Quarantine;
import dev.levada.store.Store;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables as they were at one moment, of the past that led to how they are now: what was rolled back is not seen. */
public final class AsOf {
    private final Workspace workspace;
    private final Instant moment;

    public AsOf(Workspace workspace, Instant moment) {
        this.workspace = workspace;
        this.moment = moment;
    }

    /**
     * One table as it was at a point in the past, which may be a version of it, though it was rolled back.
     *
     * @throws LevadaException with code {@code query.as-of} if the table was not there yet; with {@code store.version} if it
     *     has no such version, or that has expired
     */
    public static TableVersion of(Workspace workspace, AssetName table, PointInTime point) {
        Past past = Past.of(workspace.store(), table);
        past.newest();
        if (point instanceof PointInTime.Version) {
            return past.made(point.in(past, table.toString()));
        }
        Instant moment = point.moment(workspace.ledger());
        return past.made(past.at(moment).orElseThrow(() -> notThere(past, table, moment)));
    }

    /**
     * A session in which a query sees the tables.
     *
     * @throws LevadaException with code {@code query.as-of} if it names a table that was not there yet; with
     *     {@code store.version} if the version of then has expired
     */
    public Session open(String sql) {
        Set<String> named = named(sql);
        Session session = workspace.engine().session();
        try {
            for (AssetName asset : workspace.project().assets().keySet()) {
                session.declare(asset.quarantine(), Quarantine.COLUMNS);
            }
            for (AssetName table : workspace.store().tables()) {
                if (named.isEmpty() || named.contains(table.toString())) {
                    show(session, table, named.contains(table.toString()));
                }
            }
            return session;
        } catch (Throwable e) {
            session.close();
            throw e;
        }
    }

    private void show(Session session, AssetName table, boolean isNamed) {
        Store store = workspace.store();
        if (!isNamed && store.upkeep(table).isEmpty()) {
            return;
        }
        Past past = Past.of(store, table);
        Optional<PastCommit> commit = past.at(moment);
        if (commit.isPresent() && (isNamed || commit.get().standing() != PastCommit.Standing.EXPIRED)) {
            session.expose(table, store.scan(past.made(commit.get())));
        } else if (isNamed && !table.isQuarantine()) {
            throw notThere(past, table, moment);
        }
    }

    private static LevadaException notThere(Past past, AssetName table, Instant moment) {
        return new LevadaException(
                "query.as-of", Blame.PROJECT, table + " was not there yet at " + moment + "." + first(past));
    }

    private static String first(Past past) {
        return past.lineage().stream()
                .reduce((newer, older) -> older)
                .map(commit -> " Its first version is of " + commit.commit().committed() + ".")
                .orElse("");
    }

    /** The tables that a query names; none if the engine cannot tell. */
    private Set<String> named(String sql) {
        return workspace.engine().parser().parseQuery(sql) instanceof Understood query
                ? query.tables().stream()
                        .map(TableMention::name)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
