package dev.levada.engine;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Source;
import dev.levada.contract.Dedup;
import dev.levada.contract.Rule;
import dev.levada.store.QueryHost;
import dev.levada.store.Staging;
import dev.levada.store.TableScan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The making of a task's rows.
 *
 * @param input where rows come from
 * @param columns the columns to be written, in order, without the audit columns
 * @param rules what every row must keep
 * @param dedup which duplicates are dropped
 * @param rivals the table's rows that new rows stand beside, whose values {@code unique} rules count too; empty when new
 *     rows take the place of old ones
 * @param staging where kept rows are written
 * @param quarantine where quarantined rows are written
 * @param merge how kept rows meet those of the table; empty when the table's rows do not matter to them
 * @param computed columns that are written besides, each by an expression over a row's columns
 */
public record Production(
        Input input,
        List<Column> columns,
        List<Rule> rules,
        Optional<Dedup> dedup,
        Optional<TableScan> rivals,
        Staging staging,
        Staging quarantine,
        Optional<Merge> merge,
        Map<String, String> computed) {
    public Production {
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
        computed = Map.copyOf(computed);
    }

    /** Of rows that are not merged. */
    public Production(
            Input input,
            List<Column> columns,
            List<Rule> rules,
            Optional<Dedup> dedup,
            Optional<TableScan> rivals,
            Staging staging,
            Staging quarantine) {
        this(input, columns, rules, dedup, rivals, staging, quarantine, Optional.empty(), Map.of());
    }

    /** The same with other rows, which meet those of the table otherwise. */
    public Production ofInput(Input other, Merge meeting) {
        return new Production(
                other, columns, rules, dedup, rivals, staging, quarantine, Optional.of(meeting), computed);
    }

    /** Where rows come from. */
    public sealed interface Input {}

    /**
     * From a source.
     *
     * @param filter a condition; rows that do not meet it are left out and counted
     * @param strays what becomes of what the columns have no place for
     */
    public record FromSource(Extent extent, Source source, Optional<String> filter, Strays strays) implements Input {

        /** Where rows that do not fit go to quarantine. */
        public FromSource(Extent extent, Source source, Optional<String> filter) {
            this(extent, source, filter, Strays.NONE);
        }
    }

    /** From a query over the session's tables. */
    public record FromQuery(String sql) implements Input {}

    /**
     * From a database that computed the query.
     *
     * @param otherwise how the engine computes the same, should the database fail; empty if it shall not
     */
    public record FromDatabase(QueryHost.Answer answer, Optional<FromQuery> otherwise) implements Input {}

    /**
     * From a quarantine table, whose records are tried again.
     *
     * @param strays what becomes of what the columns have no place for. Which columns those are is in the reasons that
     *     rows were quarantined for
     */
    public record FromQuarantine(TableScan quarantined, Optional<String> filter, Strays strays) implements Input {

        /** Where rows that still do not fit stay in quarantine. */
        public FromQuarantine(TableScan quarantined, Optional<String> filter) {
            this(quarantined, filter, Strays.NONE);
        }
    }
}
