package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.contract.Rule;
import dev.levada.engine.Strays;
import dev.levada.engine.duckdb.Destination.Outcome;
import dev.levada.store.Audit;
import dev.levada.store.Staging;
import dev.levada.store.WrittenFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The making of rows from anything that is read once, in one streaming query: kept rows go into files or straight to the
 * store, the others leave sideways through a sink.
 */
final class StreamProduction {
    private final Statements statements;
    private final Outlet outlet;
    private final CsvProduction.SinkOpening sinks;
    private final Map<String, String> computed;
    private final Strays strays;

    /**
     * @param outlet by which rows leave that are not written to files
     * @param computed columns that are written besides, each by an expression over a kept row's columns
     */
    StreamProduction(
            Statements statements,
            Outlet outlet,
            CsvProduction.SinkOpening sinks,
            Map<String, String> computed,
            Strays strays) {
        this.statements = statements;
        this.outlet = outlet;
        this.sinks = sinks;
        this.computed = computed;
        this.strays = strays;
    }

    /**
     * What came of it.
     *
     * @param filtered how many rows did not meet the filter
     * @param parted how many rows came to the parting of the ways; empty if every row was kept
     * @param profile what was measured, if it was
     * @param discarded how many values of each column kept rows lost
     */
    record Result(
            List<WrittenFile> files,
            long filtered,
            Optional<Long> parted,
            Optional<Profile> profile,
            Map<String, Long> discarded) {
        /** How many rows scans by that table function gave; of measured productions. */
        long scanned(String function) {
            return profile.orElseThrow().rowsOfScans(function);
        }

        long kept() {
            return files.stream().mapToLong(WrittenFile::rows).sum();
        }
    }

    /**
     * Measures only what it must: to measure costs time for every vector, and if no row can be left out there is no need.
     *
     * @param rows with the strays' columns behind those that are written
     */
    Result write(RawRows rows, List<Rule> rules, Optional<String> filter, Staging staging) {
        Split split = new Split(rows, rules, filter, strays);
        return write(rows, split, staging, !split.isTrivial());
    }

    /** The same, measured in any case. */
    Result measured(RawRows rows, List<Rule> rules, Optional<String> filter, Staging staging) {
        return write(rows, new Split(rows, rules, filter, strays), staging, true);
    }

    private Result write(RawRows rows, Split split, Staging staging, boolean measures) {
        List<RawRows.RawColumn> written = rows.columns()
                .subList(0, rows.columns().size() - strays.columns().size());
        List<String> names = new ArrayList<>(
                written.stream().map(column -> column.column().name()).toList());
        names.add(Audit.SOURCE);
        CopyFiles copy = new CopyFiles(staging, names, computed);
        Destination to = staging.inlet()
                .<Destination>map(inlet -> new SentRows(outlet, staging, inlet, copy))
                .orElse(copy);
        try (Rejects.Sink sink = sinks.open()) {
            String kept = "(SELECT " + selection(written) + " FROM " + split.kept(sink) + ")";
            Outcome outcome = to.write(kept, measures ? this::measured : this::unmeasured);
            Optional<Profile> profile = outcome.profile();
            if (profile.isEmpty()) {
                return new Result(outcome.files(), 0, Optional.empty(), profile, Map.of());
            }
            Optional<Long> parted =
                    split.isTrivial() ? Optional.empty() : profile.get().rowsIntoFilter(Rejects.FUNCTION);
            return new Result(outcome.files(), sink.filtered(), parted, profile, split.discarded(sink));
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        }
    }

    private Outcome unmeasured(String statement, Statements.Reading<List<WrittenFile>> files) {
        return new Outcome(statements.read(statement, files), Optional.empty());
    }

    private Outcome measured(String statement, Statements.Reading<List<WrittenFile>> files) {
        var written = statements.profile(statement, files);
        return new Outcome(written.value(), Optional.of(written.profile()));
    }

    private static String selection(List<RawRows.RawColumn> columns) {
        List<String> selected = new ArrayList<>();
        for (RawRows.RawColumn column : columns) {
            Column named = column.column();
            selected.add(Sql.name(named.name()));
        }
        selected.add(RawRows.SOURCE + " AS " + Sql.name(Audit.SOURCE));
        return String.join(", ", selected);
    }
}
