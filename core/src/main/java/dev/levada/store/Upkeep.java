package dev.levada.store;

import dev.levada.project.AssetName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks after tables: tells their history, goes back in it, forgets what is old, and lays small files out anew. Thread-safe for
 * different tables, and safe beside runs: whoever commits second to a table finds out.
 */
public interface Upkeep {
    /** All that is remembered of a table, the newest first; versions that were rolled back stand among the others by time. */
    List<PastCommit> history(AssetName table);

    /**
     * Makes another version the newest one, in one commit: rows, columns, and what Levada wrote with it. It may be an older
     * one, or one that was rolled back. The quarantine is set to where it was then; if a crash comes between, whoever looks at
     * the table next finishes that. Does nothing if it is the newest one already. What the newest version comes from no more
     * stays in the history until it is expired.
     *
     * @throws dev.levada.api.LevadaException with code {@code store.version} if it, or something that led to it, is gone;
     *     {@code store.conflict} if somebody else committed meanwhile. Nothing has changed then
     */
    TableVersion rollback(AssetName table, long version);

    /** Goes back to the newest version that was committed before a moment. */
    TableVersion rollbackBefore(AssetName table, Instant moment);

    /**
     * Forgets versions and removes the files that only they have. What planning must know of them stays among the table's
     * commits. Never forgets the newest version, one that something else in the store names, one on which the facts of a
     * remembered version stand, one that a remembered version which was rolled back comes from, or one of a quarantine that
     * belongs to a remembered version of its table.
     *
     * @return how many versions were forgotten
     */
    int expire(AssetName table, Retention retention);

    /**
     * Files in a table's folders that belong to no remembered version.
     *
     * @param before only files that were last written before
     * @param unfinished runs that may still publish what they have written
     */
    List<Orphan> orphans(AssetName table, Instant before, Set<String> unfinished);

    /** Removes them, and returns what was removed. */
    List<Orphan> removeOrphans(AssetName table, Instant before, Set<String> unfinished);

    /**
     * Groups of files that are better written as few: small ones of one partition, and those that have lost many of their rows.
     *
     * @param runId what the stagings for them belong to
     * @param targetBytes how large a file should be
     */
    List<Compaction> compactable(AssetName table, String runId, long targetBytes);

    /**
     * Puts newly written files in the place of a group, on top of whatever others have committed.
     *
     * @param staged has exactly the rows of the group's scan
     * @return the version that it made; empty if a file of the group has changed meanwhile, so that nothing was done
     * @throws IllegalArgumentException if the number of rows differs
     */
    Optional<TableVersion> rewrite(Staged staged, Compaction group);
}
