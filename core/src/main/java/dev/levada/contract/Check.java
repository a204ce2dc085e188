package dev.levada.contract;

import dev.levada.problem.Position;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Something that the table must keep as a whole, tested on what it would be before anybody sees it.
 *
 * @param name how it is reported
 */
public record Check(String name, Demand demand, Severity severity, Position position) {

    /** What a check demands. */
    public sealed interface Demand {}

    /** So many rows, both ends included. */
    public record RowCount(OptionalLong min, OptionalLong max) implements Demand {}

    /** No two rows share all of these columns' values. */
    public record Unique(List<String> columns) implements Demand {
        public Unique {
            columns = List.copyOf(columns);
        }
    }

    /** Every value of the column that is not null stands in a column of another asset. */
    public record References(String column, String asset, String target) implements Demand {}

    /** The newest value of the column is not older than this. */
    public record Freshness(String column, Duration within) implements Demand {}

    /** The query returns no row. */
    public record Sql(String sql, Position sqlPosition) implements Demand {}
}
