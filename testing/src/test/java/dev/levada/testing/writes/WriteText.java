package dev.levada.testing.writes;

import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The write settings that tests are about: rows have the key {@code id}. */
final class WriteText {
    static final List<String> KEY = List.of("id");
    static final Optional<String> WHEN = Optional.of("op = 'D'");

    private WriteText() {}

    static Write append(Dedup.Keep keep, Optional<String> order, Optional<Duration> window) {
        return new Write(WriteMode.APPEND, List.of(), Optional.of(new Dedup(KEY, keep, order, window)));
    }

    static Write keyed(WriteMode mode, Optional<String> order, Deletes deletes, Map<String, String> previous) {
        return new Write(mode, List.of(), Optional.of(last(order)), KEY, deletes, Optional.empty(), previous);
    }

    static Write upsert(Optional<String> order, Deletes.Missing missing) {
        return keyed(WriteMode.UPSERT, order, new Deletes(Optional.empty(), missing), Map.of());
    }

    static Write scd2(Optional<String> updatedAt, List<String> track, HardDeletes hardDeletes, Optional<String> when) {
        Versions versions =
                new Versions(updatedAt, track, "begin", "end", Optional.empty(), hardDeletes, "_is_deleted");
        Deletes deletes = new Deletes(when, Deletes.Missing.KEEP);
        return new Write(
                WriteMode.SCD2,
                List.of(),
                Optional.of(last(Optional.empty())),
                KEY,
                deletes,
                Optional.of(versions),
                Map.of());
    }

    private static Dedup last(Optional<String> order) {
        return new Dedup(KEY, Dedup.Keep.LAST, order);
    }
}
