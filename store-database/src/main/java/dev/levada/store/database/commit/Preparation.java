package dev.levada.store.database.commit;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.Facts;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableCommit.Kind;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.store.database.ColumnMerge;
import dev.levada.store.database.Conflicts;
import dev.levada.store.database.PastStep;
import dev.levada.store.database.TimeRanges;
import dev.levada.store.database.books.Entry;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.rows.Bulk;
import dev.levada.store.database.rows.Course;
import dev.levada.store.database.rows.Inflow;
import dev.levada.store.database.rows.Landing;
import dev.levada.store.database.rows.Landing.Landed;
import dev.levada.store.database.rows.Leaving;
import dev.levada.store.database.rows.Leaving.Loss;
import dev.levada.store.database.rows.RemoteTable;
import dev.levada.store.database.rows.Stride;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sends one publication to the database and finds out what its commit will do, but commits nothing. */
final class Preparation {
    /** Of fewer rows it is not worth it to make another table: to those who read, exchanging tables means to wait. */
    private static final long MANY = 10_000;

    private final Parts parts;
    private final Sessions sessions;
    private final Landing landing;

    Preparation(Parts parts) {
        this.parts = parts;
        this.sessions = parts.sessions();
        this.landing = parts.landing();
    }

    /** @param scan reads what the table will be */
    PreparedTable prepare(Publication publication, TableScan scan) {
        Staged staged = publication.staged();
        AssetName table = staged.staging().table();
        String what = "cannot prepare what is published to " + table;
        demandBase(publication, what);
        Leaving leaving = Leaving.of(staged, publication.mode(), path(table), parts.words());
        QuarantineChange quarantine = publication.quarantine();
        Leaving released = Leaving.of(quarantine.released(), path(table.quarantine()));
        Loss loss = sessions.ask(what, session -> loss(session, publication, leaving));
        Optional<Landed> landed = Inflow.landed(staged.staging());
        demandLasting(table, landed, publication.base());
        Optional<Belongings> belongings = landed.map(Landed::kind).equals(Optional.of(Landing.Kind.PASSING))
                ? Optional.empty()
                : sessions.ask(what, session -> belongings(session, publication, leaving));
        Optional<Landing.Kind> kind = kind(staged, publication.base(), belongings);
        Course course = new Course(publication.follower());
        course.expect(rowsOnTheirWay(publication, kind, landed) + (belongings.isPresent() ? 0 : loss.count()));
        Optional<Landed> rows = kind.map(each -> landed.orElseGet(() -> landing.land(staged, each, course)));
        try {
            if (belongings.isPresent()) {
                sessions.change(what, session -> furnished(session, belongings.get(), rows.orElseThrow()));
            }
            Optional<Landed> quarantined = quarantine
                    .added()
                    .filter(added -> added.rows() > 0)
                    .map(added -> landing.land(added, Landing.Kind.PASSING, course));
            long id = sessions.ask(what, parts.books()::nextVersion);
            PastStep step = step(publication, id, loss);
            TableVersion version = version(publication, step, rows, loss);
            return new PreparedTable(
                    publication, version, step, rows, belongings, leaving, quarantined, released, course, scan);
        } catch (RuntimeException | Error failed) {
            rows.filter(each -> landed.isEmpty()).ifPresent(each -> landing.drop(each.name(), failed));
            throw failed;
        }
    }

    /** Rows that came to be added to a table need not outlive a crash of the server where they wait. */
    private void demandLasting(AssetName table, Optional<Landed> landed, Optional<TableVersion> base) {
        boolean isPassing = landed.map(Landed::kind).equals(Optional.of(Landing.Kind.PASSING));
        if (isPassing && base.isEmpty() && parts.carpentry().ofNew() == Landing.Kind.LASTING) {
            throw Conflicts.of(table, Optional.empty(), parts.clock());
        }
    }

    private String path(AssetName table) {
        return RemoteTable.path(sessions.database().name(), table);
    }

    private void demandBase(Publication publication, String what) {
        AssetName table = publication.staged().staging().table();
        Optional<TableVersion> head = sessions.ask(what, session -> head(session, publication));
        if (!head.map(TableVersion::id).equals(publication.base().map(TableVersion::id))) {
            throw Conflicts.of(table, head, parts.clock());
        }
    }

    private Optional<TableVersion> head(Connection session, Publication publication) throws SQLException {
        AssetName table = publication.staged().staging().table();
        String runId = publication.staged().staging().runId();
        Optional<Entry> entry = parts.others().settle(session, table);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        if (parts.books().madeBy(session, table, entry.get().id(), runId).isPresent()) {
            throw new LevadaException(
                    "store.repeated", Blame.LEVADA, "Run " + runId + " has committed to " + table + " before.");
        }
        return parts.books()
                .version(session, table, entry.get().id(), entry.get().head().orElseThrow());
    }

    /** If all rows go, and nothing leans on the table itself, another can take its place: then rows are written once only. */
    private Optional<Belongings> belongings(Connection session, Publication publication, Leaving leaving)
            throws SQLException {
        Staged staged = publication.staged();
        Optional<TableVersion> base = publication.base();
        if (base.isEmpty() || !leaving.isAll() || base.get().rows() + staged.rows() < MANY) {
            return Optional.empty();
        }
        Set<String> before = new TreeSet<>();
        Set<String> after = new TreeSet<>();
        base.get().columns().forEach(column -> before.add(column.name()));
        staged.staging().columns().forEach(column -> after.add(column.name()));
        return after.containsAll(before)
                ? parts.carpentry().belongings(session, staged.staging().table(), before)
                : Optional.empty();
    }

    private static Landed furnished(Connection session, Belongings belongings, Landed rows) throws SQLException {
        belongings.putOn(session, rows);
        return rows;
    }

    /** A table that is new, or takes another's place, is made of just these rows; else they wait to be copied. */
    private Optional<Landing.Kind> kind(Staged staged, Optional<TableVersion> base, Optional<Belongings> belongings) {
        if (belongings.isPresent()) {
            return Optional.of(Landing.Kind.LASTING);
        }
        if (base.isEmpty()) {
            return Optional.of(parts.carpentry().ofNew());
        }
        return staged.rows() > 0 ? Optional.of(Landing.Kind.PASSING) : Optional.empty();
    }

    /** Rows that are copied in the end are moved twice, unless they have landed already. */
    private static long rowsOnTheirWay(Publication publication, Optional<Landing.Kind> kind, Optional<Landed> landed) {
        long quarantined = publication.quarantine().added().map(Staged::rows).orElse(0L);
        long rows = publication.staged().rows();
        int moves = (landed.isPresent() ? 0 : 1) + (kind.equals(Optional.of(Landing.Kind.LASTING)) ? 0 : 1);
        return 2 * quarantined + moves * rows;
    }

    private Loss loss(Connection session, Publication publication, Leaving leaving) throws SQLException {
        TimeRanges none = TimeRanges.none(publication.staged().staging().columns());
        if (publication.base().isEmpty() || leaving.isNone()) {
            return new Loss(0, none);
        }
        TableVersion base = publication.base().get();
        Entry entry = parts.books().entry(session, base.table()).orElseThrow();
        if (leaving.isAll()) {
            TimeRanges times = parts.books().times(session, entry.id(), TimeRanges.none(base.columns()));
            return new Loss(base.rows(), withNew(times, base.columns(), none));
        }
        parts.traffic().beginMoment(session, base);
        try {
            if (!parts.others().isAt(session, base, entry.id())) {
                throw moved(session, base);
            }
            Stride stride = parts.stride(session, parts.traffic().chunks(), new Course(publication.follower()));
            Loss loss = leaving.loss(stride, Bulk.of(base, parts.words()), base.columns());
            return new Loss(loss.count(), withNew(loss.times(), base.columns(), none));
        } finally {
            parts.traffic().endMoment(session);
        }
    }

    /** What to say of a table that has moved on from a version. */
    private LevadaException moved(Connection session, TableVersion from) throws SQLException {
        Optional<Entry> entry = parts.books().entry(session, from.table());
        Optional<Long> head = entry.flatMap(Entry::head);
        if (head.isEmpty() || head.get() == from.id()) {
            return Conflicts.of(from.table(), "another program wrote to it just now");
        }
        Optional<TableVersion> newest =
                parts.books().version(session, from.table(), entry.get().id(), head.get());
        return Conflicts.of(from.table(), newest, parts.clock());
    }

    /** In columns that the table did not have, rows that leave have no times. */
    private static TimeRanges withNew(TimeRanges old, List<StoredColumn> before, TimeRanges none) {
        Map<String, List<Interval>> all = new TreeMap<>(old.byColumn());
        none.byColumn().forEach((column, nothing) -> {
            if (ColumnMerge.find(before, column).isEmpty()) {
                all.put(column, nothing);
            }
        });
        return new TimeRanges(all);
    }

    private PastStep step(Publication publication, long id, Loss loss) {
        Staged staged = publication.staged();
        Map<String, String> facts = new HashMap<>(publication.facts());
        facts.put(Facts.RUN_ID, staged.staging().runId());
        facts.put(Facts.MODE, publication.mode().word());
        facts.remove(Facts.QUARANTINE);
        return new PastStep(
                id,
                publication.base().map(TableVersion::id),
                parts.clock().instant().truncatedTo(ChronoUnit.MICROS),
                Kind.of(publication.mode()),
                TimeRanges.of(staged).and(loss.times()),
                staged.rows(),
                loss.count(),
                facts);
    }

    private static TableVersion version(Publication publication, PastStep step, Optional<Landed> rows, Loss loss) {
        Optional<TableVersion> base = publication.base();
        long before = base.map(TableVersion::rows).orElse(0L);
        long stay = before - loss.count();
        double share = before == 0 ? 0 : (double) stay / before;
        long bytes = (long) (base.map(TableVersion::bytes).orElse(0L) * share)
                + rows.map(Landed::bytes).orElse(0L);
        return new TableVersion(
                publication.staged().staging().table(),
                step.id(),
                step.committed(),
                publication.staged().staging().columns(),
                publication.staged().staging().partition(),
                stay + step.addedRows(),
                bytes,
                step.facts());
    }
}
