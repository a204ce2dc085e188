package dev.levada.api;

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

    /** What the connection offers to extract, in a stable order. */
    default List<Offer> discover() {
        throw new LevadaException(
                "source.no-discovery",
                Blame.PROJECT,
                "This kind of connection cannot list what it offers. Write the asset's file by hand.");
    }

    /** Releases what the connection holds. Never throws. */
    @Override
    void close();
}
