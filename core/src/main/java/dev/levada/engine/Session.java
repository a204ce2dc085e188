package dev.levada.engine;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.LevadaException;
import dev.levada.api.Source;
import dev.levada.contract.Check;
import dev.levada.project.AssetName;
import dev.levada.store.Positions;
import dev.levada.store.Staging;
import dev.levada.store.TableScan;
import dev.levada.store.WrittenFile;
import java.util.List;
import java.util.Map;

/**
 * A view of some tables, each at one version, in which queries run. Used by one thread, except for {@link #progress} and
 * {@link #cancel}, which any thread may call.
 */
public interface Session extends AutoCloseable {

    /** Makes a table visible, in the place of what was visible by that name. */
    void expose(AssetName name, TableScan scan);

    /** Makes the rows of a table that meet a condition over its columns visible, in the place of what was visible by that name. */
    void expose(AssetName name, TableScan scan, String condition);

    /** Makes an empty table of that shape visible, to bind queries to without touching data. */
    void declare(AssetName name, List<Column> columns);

    /**
     * The columns that a query would return.
     *
     * @throws SqlException if the query does not bind
     */
    List<Column> describe(String sql);

    /** Binds a condition over a row of those columns. @throws SqlException if it does not bind */
    void bindCondition(List<Column> columns, String condition);

    /**
     * A further session in which the same tables are visible: what either makes visible, both see. It is for one more thread,
     * only to declare tables and to bind and describe; what it plans is not optimized. Closed before this one.
     */
    Session forBinding();

    /** The columns of what a source would give; looks into the beginning of files where it must. */
    List<Column> describe(Extent extent, Source source);

    /**
     * Compares a source with a table by keys and hashes.
     *
     * @param keys the rows' keys, and their hashes
     * @param merge how rows of the source meet those of the table, which keeps the hashes of those that it has
     * @param most how many keys are named at the most
     */
    default Compared compare(Extent keys, Source source, Merge merge, int most) {
        throw new LevadaException("engine.compare", Blame.LEVADA, "This engine cannot compare rows by their hashes.");
    }

    /** Reads, splits rows into kept and quarantined, drops duplicates, and writes what is kept and quarantined. */
    Produced produce(Production production);

    /**
     * Writes a table's rows as they are into a staging, which they keep their order in within a partition, unless they are of
     * several. The staging has the table's columns and no constants.
     */
    List<WrittenFile> rewrite(TableScan scan, Staging staging);

    /** The places of a table's rows that meet a condition. */
    Map<String, Positions> locate(TableScan scan, String condition);

    /** Tests a check on the exposed tables. @param sampleSize how many offending rows to return at the most */
    CheckResult check(AssetName asset, Check check, int sampleSize);

    /** Runs a query and returns its rows one by one. @throws SqlException if the query is wrong */
    Rows query(String sql);

    /** How far the running statement is. */
    Progress progress();

    /** Stops the running statement soon; it then fails with blame {@code INTERRUPTED}. */
    void cancel();

    @Override
    void close();

    /**
     * How far a statement is.
     *
     * @param fraction between 0 and 1; negative if unknown
     * @param rows read so far, 0 if unknown
     * @param bytes read so far, 0 if unknown
     */
    record Progress(double fraction, long rows, long bytes) {}
}
