package dev.levada.testing.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.PartitionField;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.Facts;
import dev.levada.store.Positions;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Quarantine;
import dev.levada.store.RemoteRows;
import dev.levada.store.Replaced;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.Store;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.store.WrittenFile.Statistics;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store on an empty folder, and tables to write to it. */
abstract class StoreFixture {
    /** The table that most cases are about. */
    protected static final AssetName USERS = new AssetName("raw", "users");

    static final Column ID = new Column("id", Primitive.BIGINT);
    static final Column AGE = new Column("age", Primitive.INTEGER);
    static final Column DAY = new Column("day", Primitive.DATE);
    static final Column TIME = new Column("at", Primitive.TIMESTAMP);

    /** A folder for the store. */
    @TempDir
    @SuppressWarnings("NullAway.Init")
    protected Path folder;

    @SuppressWarnings("NullAway.Init")
    Store store;

    /** Opens the store on an empty folder. */
    protected abstract Store open(Path folder);

    /** What the store can do; what it cannot is not asked of it. */
    protected Set<StoreAbility> abilities() {
        return EnumSet.allOf(StoreAbility.class);
    }

    boolean can(StoreAbility ability) {
        return abilities().contains(ability);
    }

    /** Leaves the case out for a store that cannot do what it is about. */
    void needs(StoreAbility ability) {
        assumeTrue(can(ability), () -> "a store without " + ability);
    }

    @BeforeEach
    void openStore() {
        store = open(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    long rows() {
        return store.scan(store.head(USERS).orElseThrow()).rows();
    }

    static StageRequest request(String runId, Column... columns) {
        return new StageRequest(USERS, runId, List.of(columns), List.of(), Map.of(), Scope.INCREMENT);
    }

    Staged staged(String runId, long rows) {
        return WrittenFiles.of(store.stage(request(runId, ID, AGE)), rows, Map.of());
    }

    Staged daily(String runId, long rows, String day) {
        PartitionField field = new PartitionField("day", PartitionField.Transform.DAY, 0);
        StageRequest request =
                new StageRequest(USERS, runId, List.of(ID, DAY), List.of(field), Map.of(), Scope.INCREMENT);
        return WrittenFiles.of(store.stage(request), rows, Map.of("day_day", Optional.of(day)));
    }

    /** Rows with times between two moments, in a table without partition. */
    Staged timed(String runId, long rows, String min, String max) {
        Staging staging = store.stage(request(runId, ID, TIME));
        Statistics times = new Statistics(rows, 0, 8 * rows, Optional.of(min), Optional.of(max), Optional.empty());
        return WrittenFiles.of(staging, rows, Map.of(), Map.of(id(staging, TIME), times));
    }

    private static int id(Staging staging, Column column) {
        return staging.columns().stream()
                .filter(stored -> stored.column().equals(column))
                .findFirst()
                .orElseThrow()
                .id();
    }

    static Staged nothing(Staged staged) {
        return new Staged(staged.staging(), List.of(), Map.of());
    }

    /** The one file of what was staged. */
    static String path(Staged staged) {
        return staged.files().get(0).path();
    }

    /** All rows of a file that was published. */
    Replaced file(Staged staged) {
        return can(StoreAbility.FILES)
                ? new Replaced(Set.of(path(staged)), Map.of())
                : rows(staged, LongStream.range(0, staged.files().get(0).rows()).toArray());
    }

    /** Some rows of a file that was published, as the store names them now. */
    Replaced rows(Staged staged, long... places) {
        if (can(StoreAbility.FILES)) {
            return new Replaced(Set.of(), Map.of(path(staged), Positions.of(places)));
        }
        RemoteRows remote = store.scan(store.head(USERS).orElseThrow()).remote().orElseThrow();
        Map<Long, Long> there = RemotePlaces.by(remote, ID.name());
        long first = Pretended.firstId(path(staged));
        long[] found = Arrays.stream(places)
                .map(place -> first + place)
                .filter(there::containsKey)
                .map(there::get)
                .toArray();
        return new Replaced(Set.of(), Map.of(remote.path(), Positions.of(found)));
    }

    /** Some rows of a table, by where they stand among those of its first file, or of the database. */
    static Map<String, Positions> rowsOf(TableScan scan, int... numbers) {
        if (scan.remote().isPresent()) {
            List<Long> places = RemotePlaces.all(scan.remote().get());
            return Map.of(
                    scan.remote().get().path(),
                    Positions.of(Arrays.stream(numbers).mapToLong(places::get).toArray()));
        }
        return Map.of(
                scan.files().get(0).path(),
                Positions.of(Arrays.stream(numbers).asLongStream().toArray()));
    }

    static Interval days(String from, String to) {
        return new Interval(
                LocalDate.parse(from).atStartOfDay(), LocalDate.parse(to).atStartOfDay());
    }

    Staged quarantined(String runId, long rows) {
        StageRequest request =
                new StageRequest(USERS.quarantine(), runId, Quarantine.COLUMNS, List.of(), Map.of(), Scope.INCREMENT);
        return WrittenFiles.of(store.stage(request), rows, Map.of());
    }

    TableVersion publish(Staged staged, WriteMode mode) {
        return store.publish(publication(staged, mode, store.head(USERS)));
    }

    static Publication publication(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        return publication(staged, mode, base, QuarantineChange.NONE);
    }

    static Publication publication(
            Staged staged, WriteMode mode, Optional<TableVersion> base, QuarantineChange quarantine) {
        Map<String, String> facts = Map.of(Facts.RUN_ID, staged.staging().runId());
        return new Publication(staged, mode, base, quarantine, facts);
    }
}
