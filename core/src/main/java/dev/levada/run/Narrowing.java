package dev.levada.run;

import dev.levada.api.Extent;
import dev.levada.api.Hashing;
import dev.levada.api.Read;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Compared;
import dev.levada.engine.Merge;
import dev.levada.engine.Production;
import dev.levada.engine.Production.FromSource;
import dev.levada.engine.Session;
import dev.levada.plan.Columns;
import dev.levada.plan.Meetings;
import dev.levada.project.Making.Extract;
import dev.levada.store.Facts;
import dev.levada.store.Scope;
import dev.levada.store.TableVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves out of a production the rows that its table has just so, where the source tells rows apart by key and hash. The
 * hashes of the last load are a column of the table, so that they are committed, rolled back and made anew with its rows.
 */
final class Narrowing {
    /** Of a source with more rows that changed, all rows are read. */
    static final int MOST = 100_000;

    private static final Set<WriteMode> MODES = Set.of(WriteMode.UPSERT, WriteMode.SCD2, WriteMode.SCD3);

    private final Work work;
    private final Session session;
    private final Tally tally;

    Narrowing(Work work, Session session, Tally tally) {
        this.work = work;
        this.session = session;
        this.tally = tally;
    }

    Production of(Production production) {
        if (!(production.input() instanceof FromSource from) || !(work.asset().making() instanceof Extract extract)) {
            return production;
        }
        Read read = new Read(
                extract.settings(), Optional.empty(), Meetings.of(work.asset().write()));
        Optional<Hashing> hashing =
                from.source().hashing(read, work.asset().write().key());
        return hashing.isPresent() && hasHashes()
                ? production
                        .merge()
                        .map(merge -> narrowed(production, from, merge, hashing.get()))
                        .orElse(production)
                : production;
    }

    /** Rows that were judged by another contract are judged again. */
    private boolean hasHashes() {
        Optional<TableVersion> base = work.base().filter(head -> work.scope() == Scope.INCREMENT);
        return MODES.contains(work.mode())
                && base.filter(head -> Columns.find(Columns.ownOf(work.asset(), head), Hashing.COLUMN)
                                .isPresent())
                        .flatMap(head -> head.fact(Facts.CODE))
                        .equals(Optional.of(work.asset().code()));
    }

    private Production narrowed(Production production, FromSource from, Merge merge, Hashing hashing) {
        Compared compared = session.compare(hashing.keys(), from.source(), merge, MOST);
        Optional<List<List<String>>> changed = compared.changed();
        if (changed.isEmpty()) {
            tally.notice(String.format(
                    Locale.ROOT,
                    "of its %,d rows more than %,d changed, or some have no key; all of them were read",
                    compared.rows(),
                    MOST));
            return production;
        }
        tally.compared(compared.unread());
        Extent rows = hashing.rows(changed.get());
        return production.ofInput(
                new FromSource(rows, from.source(), from.filter(), from.strays()), merge.having(compared));
    }
}
