package dev.levada.testing.writes;

import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.Deletes.Missing;
import dev.levada.contract.PartitionField;
import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A way of writing, and what may come up in its batches.
 *
 * @param time the type of the column {@code at}
 */
record Scenario(String name, Write write, Type time, Set<Trait> traits) {
    /** What may come up in batches. */
    enum Trait {
        /** The key may be null. */
        NULL_KEY,
        /** The column {@code at} may be null. */
        NULL_TIME,
        /** The extract's {@code where} comes and goes. */
        SCOPED
    }

    private static final List<String> ID = List.of("id");
    private static final List<String> ID_AND_PART = List.of("id", "part");
    private static final Optional<String> AT = Optional.of("at");
    private static final Optional<String> NONE = Optional.empty();
    private static final Optional<String> WHEN_D = Optional.of("op = 'D'");

    Scenario {
        traits = Set.copyOf(traits);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    boolean isDeletion(Row row) {
        return write.deletes().when().isPresent() && "D".equals(row.get("op"));
    }

    @Override
    public String toString() {
        return name;
    }

    /** Every mode with every setting that changes what it does. */
    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>(plain());
        all.addAll(keyed());
        all.addAll(versioned());
        return all;
    }

    /** The first of every mode. */
    static List<Scenario> oneOfEachMode() {
        Map<WriteMode, Scenario> first = new EnumMap<>(WriteMode.class);
        all().forEach(scenario -> first.putIfAbsent(scenario.write().mode(), scenario));
        return List.copyOf(first.values());
    }

    private static List<Scenario> plain() {
        PartitionField city = new PartitionField("city", PartitionField.Transform.IDENTITY, 0);
        Dedup last = new Dedup(ID, Dedup.Keep.LAST, AT);
        Dedup first = new Dedup(ID_AND_PART, Dedup.Keep.FIRST, AT, Optional.of(Duration.ofDays(3)));
        Dedup window = new Dedup(ID, Dedup.Keep.LAST, AT, Optional.of(Duration.ofHours(36)));
        return List.of(
                loose("overwrite", new Write(WriteMode.OVERWRITE, List.of(), Optional.of(last))),
                loose("append", new Write(WriteMode.APPEND, List.of(), Optional.of(last))),
                loose("append, window", new Write(WriteMode.APPEND, List.of(), Optional.of(window))),
                loose("append, window, wide key", new Write(WriteMode.APPEND, List.of(city), Optional.of(first))),
                loose(
                        "overwrite_partitions",
                        new Write(WriteMode.OVERWRITE_PARTITIONS, List.of(city), Optional.empty())));
    }

    private static List<Scenario> keyed() {
        Map<String, String> none = Map.of();
        Map<String, String> city = Map.of("city", "previous_city");
        Map<String, String> both = Map.of("city", "previous_city", "v", "previous_v");
        return List.of(
                keyed("insert_only", WriteMode.INSERT_ONLY, ID, AT, Deletes.NONE, none),
                keyed("upsert", WriteMode.UPSERT, ID, NONE, Deletes.NONE, none),
                keyed("upsert, ordered, wide key", WriteMode.UPSERT, ID_AND_PART, AT, Deletes.NONE, none),
                keyed("upsert, delete_when", WriteMode.UPSERT, ID, AT, deletes(WHEN_D, Missing.KEEP), none),
                keyed("upsert, missing soft", WriteMode.UPSERT, ID, AT, deletes(NONE, Missing.SOFT), none),
                keyed("upsert, missing hard", WriteMode.UPSERT, ID_AND_PART, NONE, deletes(NONE, Missing.HARD), none),
                keyed("upsert, both deletes", WriteMode.UPSERT, ID, AT, deletes(WHEN_D, Missing.SOFT), none),
                keyed("scd3", WriteMode.SCD3, ID, AT, Deletes.NONE, city),
                keyed("scd3, delete_when, missing soft", WriteMode.SCD3, ID, NONE, deletes(WHEN_D, Missing.SOFT), both),
                keyed(
                        "scd3, missing hard, wide key",
                        WriteMode.SCD3,
                        ID_AND_PART,
                        AT,
                        deletes(NONE, Missing.HARD),
                        city));
    }

    private static List<Scenario> versioned() {
        List<String> all = List.of();
        List<String> track = List.of("v", "city");
        Optional<String> end = Optional.of("9999-12-31");
        return List.of(
                scd2("scd2", ID, NONE, versions(NONE, all, NONE, HardDeletes.IGNORE)),
                scd2("scd2, track, invalidate", ID, NONE, versions(NONE, track, NONE, HardDeletes.INVALIDATE)),
                scd2("scd2, new_record", ID_AND_PART, NONE, versions(NONE, all, end, HardDeletes.NEW_RECORD)),
                scd2("scd2, delete_when", ID, WHEN_D, versions(NONE, all, NONE, HardDeletes.INVALIDATE)),
                scd2("scd2, updated_at", ID, NONE, versions(AT, all, NONE, HardDeletes.IGNORE)),
                scd2("scd2, updated_at, invalidate", ID, NONE, versions(AT, all, end, HardDeletes.INVALIDATE)),
                scd2("scd2, updated_at, track", ID_AND_PART, NONE, versions(AT, track, end, HardDeletes.IGNORE)),
                scd2("scd2, updated_at, delete_when", ID, WHEN_D, versions(AT, track, NONE, HardDeletes.INVALIDATE)),
                scd2("scd2, updated_at, new_record", ID, NONE, versions(AT, track, NONE, HardDeletes.NEW_RECORD)),
                scd2(
                        "scd2, updated_at, delete_when, new_record",
                        ID,
                        WHEN_D,
                        versions(AT, all, end, HardDeletes.NEW_RECORD)));
    }

    private static Scenario loose(String name, Write write) {
        return new Scenario(name, write, Primitive.TIMESTAMP, EnumSet.allOf(Trait.class));
    }

    private static Scenario keyed(
            String name,
            WriteMode mode,
            List<String> key,
            Optional<String> order,
            Deletes deletes,
            Map<String, String> previous) {
        Dedup dedup = new Dedup(key, Dedup.Keep.LAST, order);
        Write write = new Write(mode, List.of(), Optional.of(dedup), key, deletes, Optional.empty(), previous);
        return new Scenario(name, write, Primitive.TIMESTAMPTZ, EnumSet.of(Trait.NULL_TIME, Trait.SCOPED));
    }

    private static Scenario scd2(String name, List<String> key, Optional<String> when, Versions versions) {
        List<String> by = new ArrayList<>(key);
        versions.updatedAt().ifPresent(by::add);
        Dedup dedup = new Dedup(by, Dedup.Keep.LAST, NONE);
        Write write = new Write(
                WriteMode.SCD2,
                List.of(),
                Optional.of(dedup),
                key,
                deletes(when, Missing.KEEP),
                Optional.of(versions),
                Map.of());
        Set<Trait> traits =
                versions.updatedAt().isPresent() ? EnumSet.of(Trait.SCOPED) : EnumSet.of(Trait.SCOPED, Trait.NULL_TIME);
        return new Scenario(
                name, write, versions.openEnd().isPresent() ? Primitive.TIMESTAMP : Primitive.TIMESTAMPTZ, traits);
    }

    private static Deletes deletes(Optional<String> when, Missing missing) {
        return new Deletes(when, missing);
    }

    private static Versions versions(
            Optional<String> updatedAt, List<String> track, Optional<String> openEnd, HardDeletes hardDeletes) {
        return new Versions(updatedAt, track, "valid_from", "valid_to", openEnd, hardDeletes, "_is_deleted");
    }
}
