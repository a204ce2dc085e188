package dev.levada.reconcile;

import dev.levada.engine.Account;
import dev.levada.ledger.Verification;
import dev.levada.project.AssetName;
import dev.levada.reconcile.compare.Chunk;
import dev.levada.reconcile.compare.DifferingKey;
import dev.levada.reconcile.compare.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of comparing a table.
 *
 * @param against what it was compared with, as the user knows it
 * @param moment when that was read
 * @param version the version of the table
 * @param key the columns that tell rows apart; empty if a row is told by all that it holds
 * @param columns what was compared, the key included
 * @param reading where the rows of the source went; empty of a comparison with another table
 * @param aside rows of the table that were not compared: old versions, and what was deleted softly
 * @param verdicts how many keys differ, and why
 * @param differences the first keys that differ without an explanation
 * @param notes what the user should know, in sentences
 * @param mark what was written down of it; empty unless all of the table agrees with its source
 */
public record Reconciled(
        AssetName asset,
        String against,
        Instant moment,
        long version,
        List<String> key,
        List<String> columns,
        Optional<Reading> reading,
        long aside,
        List<Chunk> chunks,
        Map<Verdict, Long> verdicts,
        List<DifferingKey> differences,
        List<String> notes,
        Optional<Verification> mark) {
    public Reconciled {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        chunks = List.copyOf(chunks);
        verdicts = Map.copyOf(verdicts);
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /**
     * Where the rows of a source went.
     *
     * @param reasons how many rows broke each rule
     * @param pending how many rows the next run would read
     */
    public record Reading(Account account, Map<String, Long> reasons, long pending) {
        public Reading {
            reasons = Map.copyOf(reasons);
        }
    }

    /** How many rows the table should have. */
    public long sourceRows() {
        return chunks.stream().mapToLong(chunk -> chunk.source().rows()).sum();
    }

    /** How many rows of the table were compared. */
    public long tableRows() {
        return chunks.stream().mapToLong(chunk -> chunk.table().rows()).sum();
    }

    /** How many keys differ without an explanation. */
    public long differing() {
        return verdicts.entrySet().stream()
                .filter(entry -> entry.getKey().isDifference())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public boolean agrees() {
        return differing() == 0;
    }

    Reconciled with(Verification written) {
        return new Reconciled(
                asset,
                against,
                moment,
                version,
                key,
                columns,
                reading,
                aside,
                chunks,
                verdicts,
                differences,
                notes,
                Optional.of(written));
    }
}
