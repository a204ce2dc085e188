package dev.levada.store;

import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where assets' tables live. Thread-safe for different tables.
 *
 * <p>Writing goes: {@link #stage}, the engine writes, {@link #preview} for the audit, then {@link #publish} or
 * {@link #discard}. Nothing that can fail comes after the commit within {@code publish}.
 */
public interface Store extends AutoCloseable {
    /** The token of a table that cannot be looked at now. Whoever reads the table finds out why. */
    String UNREACHABLE = "unreachable";

    /** The table's newest version; empty if it was never made. Finishes what a crash left between a commit and its quarantine. */
    Optional<TableVersion> head(AssetName table);

    /** The version that a run committed to the table, if it did. */
    Optional<TableVersion> committedBy(String runId, AssetName table);

    /** What to read for a version. */
    TableScan scan(TableVersion version);

    /** What to read for the rows of a version whose time may lie in a range: files that surely have none are left out. */
    TableScan scan(TableVersion version, String timeColumn, Interval range);

    /** A version by its id; empty if it was never there or is gone. */
    Optional<TableVersion> version(AssetName table, long id);

    /**
     * The commits that led to the newest version, the oldest first.
     *
     * @param timeColumn the column whose ranges are told as {@link TableCommit#touched}; empty to tell none
     * @param after only commits after this version, if it is among them; else all that are remembered
     */
    List<TableCommit> commits(AssetName table, Optional<String> timeColumn, Optional<Long> after);

    /**
     * A token for the state of each table, quarantine tables left out: as long as it is the same, the table is the same. Cheaper
     * than asking for versions one by one. {@link #UNREACHABLE} for tables, made or not, of a part that cannot be reached.
     */
    Map<AssetName, String> tokens();

    /**
     * The newest version, if what was staged on an older one may be published on it as well: others have only committed
     * what does not meet it. A commit that read its source on always meets it: the same rows may be in both.
     * The table must be audited again then.
     */
    Optional<TableVersion> rebase(Staged staged, WriteMode mode, Optional<TableVersion> base);

    /** Makes a place to write to. Changes nothing that a reader could see. */
    Staging stage(StageRequest request);

    /** What to read for the table as it would be after publishing. */
    TableScan preview(Staged staged, WriteMode mode, Optional<TableVersion> base);

    /**
     * Makes it visible in one commit.
     *
     * @throws dev.levada.api.LevadaException with code {@code store.conflict} if the table has moved on since the base;
     *     nothing is visible then
     */
    default TableVersion publish(Publication publication) {
        return commit(List.of(prepare(publication))).get(0);
    }

    /**
     * Does everything that publishing takes but for making it visible. Nobody sees anything of it; others may read what it
     * will be, to build on it.
     *
     * @throws dev.levada.api.LevadaException with code {@code store.conflict} if the table has moved on since the base
     */
    Prepared prepare(Publication publication);

    /**
     * Makes what was prepared for several tables visible in one step: all of it, or none. Each table is among them once.
     * Quarantines follow.
     *
     * @return the versions in the same order
     * @throws dev.levada.api.LevadaException with code {@code store.conflict} if one of the tables has moved on since its
     *     base. Nothing is visible then, and what was prepared is discarded; so it is after any failure but
     *     {@code store.unknown}, when all of it may be visible, or none
     */
    List<TableVersion> commit(List<Prepared> prepared);

    /** Removes what preparing wrote; what was staged stays until it is discarded. Harmless if it was committed or is gone. */
    void discard(Prepared prepared);

    /** Removes what was staged. Harmless if it was published or is gone. */
    void discard(Staging staging);

    /**
     * Removes what a run that died, or parts of it, staged and did not commit. A part's name is the run's with a dot and a
     * number behind it. A quarantine change that a commit names counts as
     * committed. Harmless if there is nothing.
     */
    void sweep(String runId);

    /** How a table is looked after; empty if somebody else does that, so that only its newest version is there. */
    default Optional<Upkeep> upkeep(AssetName table) {
        return Optional.empty();
    }

    /**
     * Where else a table by that name lies, in words: it was made there before the project said that it lives here. Empty if
     * there is none that can be reached.
     */
    default Optional<String> elsewhere(AssetName table) {
        return Optional.empty();
    }

    /**
     * The database that all of these tables live in, made or not, if it computes queries; empty if there is none.
     *
     * @param tables at least one
     */
    default Optional<QueryHost> host(Set<AssetName> tables) {
        return Optional.empty();
    }

    /** All tables, quarantine tables included, in the order of their names. */
    List<AssetName> tables();

    @Override
    void close();
}
