package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.engine.SqlText;
import dev.levada.plan.Columns;
import dev.levada.plan.IntervalWords;
import dev.levada.project.Asset;
import dev.levada.project.EventTime;
import dev.levada.project.Interval;
import dev.levada.project.Making;
import dev.levada.store.Audit;
import dev.levada.store.Scope;
import dev.levada.store.Store;
import dev.levada.store.TableVersion;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of an extract with a time come late: those of an interval before the newest that the table had. Of a table that
 * has none, or whose rows are all replaced, no row is late.
 *
 * @param time the column that holds a row's time; empty if the asset has none
 * @param watermark the begin of the newest interval that the table had
 */
record Lateness(Asset asset, Optional<Column> time, Optional<LocalDateTime> watermark) {

    /** Reads the base to find out. The session shows it by the asset's name then. */
    static Lateness of(Work work, Store store, Session session) {
        Asset asset = work.asset();
        Optional<Column> column = asset.making() instanceof Making.Extract
                ? asset.time().flatMap(time -> Columns.find(work.columns(), time.column()))
                : Optional.empty();
        boolean isAdded = work.mode() != WriteMode.OVERWRITE && work.scope() == Scope.INCREMENT;
        Optional<LocalDateTime> watermark = column.filter(found -> isAdded)
                .flatMap(found -> work.base().flatMap(base -> watermark(asset, found, base, store, session)));
        return new Lateness(asset, column, watermark);
    }

    private static Optional<LocalDateTime> watermark(
            Asset asset, Column column, TableVersion base, Store store, Session session) {
        session.expose(asset.name(), store.scan(base));
        String sql = "SELECT CAST(CAST(max(" + SqlText.name(column.name()) + ") AS TIMESTAMP) AS VARCHAR) FROM "
                + SqlText.name(asset.name());
        EventTime time = asset.time().orElseThrow();
        @Nullable Object newest = one(session, sql).get(0);
        return Optional.ofNullable(newest)
                .map(text -> LocalDateTime.parse(text.toString().replace(' ', 'T')))
                .map(moment -> Interval.at(moment, time.grain()).from());
    }

    /** The same production, with a mark on rows that come late. */
    Production mark(Production production) {
        if (time.isEmpty()) {
            return production;
        }
        String isLate = watermark
                .map(moment -> "coalesce(" + before(moment) + ", false)")
                .orElse("false");
        Map<String, String> computed = new HashMap<>(production.computed());
        computed.put(Audit.LATE.name(), isLate);
        return new Production(
                production.input(),
                production.columns(),
                production.rules(),
                production.dedup(),
                production.rivals(),
                production.staging(),
                production.quarantine(),
                production.merge(),
                computed);
    }

    /** Tells how many of the rows that were kept are late, and whether some are later than the asset bears. */
    void count(Produced produced, Store store, Session session, Tally tally) {
        if (watermark.isEmpty() || produced.kept().files().isEmpty()) {
            return;
        }
        LocalDateTime bound = watermark.get().minus(asset.time().orElseThrow().lookback());
        session.expose(asset.name(), store.preview(produced.kept(), WriteMode.OVERWRITE, Optional.empty()));
        List<@Nullable Object> counts = one(
                session,
                "SELECT count(*) FILTER (" + SqlText.name(Audit.LATE.name()) + "), count(*) FILTER (" + before(bound)
                        + ") FROM " + SqlText.name(asset.name()));
        tally.late(number(counts.get(0)));
        long older = number(counts.get(1));
        if (older > 0) {
            IntervalWords words = new IntervalWords(asset.time().orElseThrow().grain());
            tally.notice(
                    older + (older == 1 ? " row is" : " rows are") + " older than the lookback allows: from before "
                            + words.range(Interval.at(bound, words.grain())) + ". They were kept.");
        }
    }

    private String before(LocalDateTime moment) {
        Column column = time.orElseThrow();
        return SqlText.name(column.name()) + " < " + Slices.literal(column, moment);
    }

    private static List<@Nullable Object> one(Session session, String sql) {
        try (Rows rows = session.query(sql)) {
            List<@Nullable Object> row = rows.next();
            if (row == null) {
                throw new IllegalStateException("an aggregate gives one row: " + sql);
            }
            return row;
        }
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
