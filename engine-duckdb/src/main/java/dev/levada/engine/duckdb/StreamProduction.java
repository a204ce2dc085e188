package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.contract.Rule;
import dev.levada.engine.Strays;
import dev.levada.store.Audit;
import dev.levada.store.Staging;
import dev.levada.store.WrittenFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The making of rows from anything that is read once, in one streaming query: kept rows go into files, the others leave
 * sideways through a sink.
 */
final class StreamProduction {
    private final Statements statements;
    private final CsvProduction.SinkOpening sinks;
    private final Map<String, String> computed;
    private final Strays strays;

    /** @param computed columns that are written besides, each by an expression over a kept row's columns */
    StreamProduction(
            Statements statements, CsvProduction.SinkOpening sinks, Map<String, String> computed, Strays strays) {
        this.statements = statements;
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
        try (Rejects.Sink sink = sinks.open()) {
            String statement = copy.statement("(SELECT " + selection(written) + " FROM " + split.kept(sink) + ")");
            if (!measures) {
                return new Result(
                        statements.read(statement, copy::files), 0, Optional.empty(), Optional.empty(), Map.of());
            }
            var copied = statements.profile(statement, copy::files);
            Optional<Long> parted =
                    split.isTrivial() ? Optional.empty() : copied.profile().rowsIntoFilter(Rejects.FUNCTION);
            return new Result(
                    copied.value(), sink.filtered(), parted, Optional.of(copied.profile()), split.discarded(sink));
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        }
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
