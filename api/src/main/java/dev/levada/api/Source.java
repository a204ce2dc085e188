package dev.levada.api;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** An open connection. Methods may be called from several threads. */
public interface Source extends AutoCloseable {

    /**
     * Decides what one extract reads, without reading the data itself: which files or tables, how far they were read
     * before, and in which form the rows come.
     */
    Extent plan(Read read);

    /**
     * Opens one split of an extent whose form is {@link Form.Rows} or {@link Form.Documents}. The reader is used and
     * closed by one thread.
     */
    default Reader open(Split split) {
        throw new LevadaException(
                "source.no-reader", Blame.LEVADA, "This connection's data is read by the engine, not by a reader.");
    }

    /**
     * How rows are told apart by hashes, if the request asks for that. Then the extent of {@link #plan} has
     * {@link Hashing#COLUMN} behind its other columns.
     *
     * @param key the columns that tell rows apart; empty if the asset has none
     * @throws LevadaException if it asks for that and the key does not do
     */
    default Optional<Hashing> hashing(Read read, List<String> key) {
        return Optional.empty();
    }

    /** How many splits may be read at once; more readers would only wait for one another. */
    default int atOnce() {
        return Integer.MAX_VALUE;
    }

    /**
     * Told when splits of an extent will not be opened, because its reading failed or was stopped, so that what is held for
     * them can be let go. Each reading of an extent opens a split or tells of it here. Never throws.
     */
    default void forgo(List<Split> splits) {}

    /** What the connection offers to extract, in a stable order. */
    default List<Offer> discover() {
        throw new LevadaException(
                "source.no-discovery",
                Blame.PROJECT,
                "This kind of connection cannot list what it offers. Write the asset's file by hand.");
    }

    /**
     * Looks whether the connection has what reading needs and no more: that it can be reached and read, how safely, and with
     * which rights. Reads no data.
     *
     * @param extracts what the assets' {@code extract} says that read from it
     * @param clock this machine's
     * @return what was found, what matters to all else first
     * @throws LevadaException if nothing can be found out, as when nobody answers
     */
    default List<Finding> examine(List<Settings> extracts, Clock clock) {
        throw new LevadaException(
                "source.no-examination",
                Blame.PROJECT,
                "This kind of connection cannot be examined. `levada check` asks it for what assets read.");
    }

    /** Releases what the connection holds. Never throws. */
    @Override
    void close();
}
