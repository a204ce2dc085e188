package dev.levada.testing.database;

import dev.levada.api.Column;
import dev.levada.api.Form;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.Split;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.Positions;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.RemoteRows;
import dev.levada.store.Replaced;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Store;
import dev.levada.store.StoreKind;
import dev.levada.store.StoreKind.Access;
import dev.levada.store.TableVersion;
import dev.levada.testing.source.ArrayBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a database of its own, and the table {@code mart.users} with an id and a name. */
public abstract class DatabaseFixture {
    /** The connection's name. */
    protected static final String CONNECTION = "warehouse";

    protected static final AssetName USERS = new AssetName("mart", "users");
    protected static final Column ID = new Column("id", Primitive.BIGINT);
    protected static final Column NAME = new Column("name", Primitive.VARCHAR);
    protected static final String PATH = "warehouse:mart.users";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    protected Path folder;

    protected final StagedRows rows = new StagedRows();
    private final List<Store> opened = new ArrayList<>();
    private @Nullable Store own;

    /** Opens a store in the database of this test. @param settings of its connection, changed or added */
    protected abstract Store open(Map<String, Object> settings, StoreKind.Site site);

    @AfterEach
    void close() {
        opened.forEach(Store::close);
    }

    protected final Store store() {
        Store opened = own;
        if (opened == null) {
            opened = store("shop", Access.WRITE, Map.of());
            own = opened;
        }
        return opened;
    }

    protected final Store store(String project, Access access, Map<String, Object> settings) {
        Store store = open(
                settings,
                new StoreKind.Site(
                        project,
                        CONNECTION,
                        new Settings(settings),
                        Path.of(""),
                        folder,
                        rows,
                        Clock.systemUTC(),
                        access));
        opened.add(store);
        return store;
    }

    protected static List<List<Object>> users(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(id -> List.<Object>of(id, "user " + id))
                .toList();
    }

    protected final Staged staged(String run, List<List<Object>> users) {
        return staged(run, List.of(ID, NAME), Scope.INCREMENT, users);
    }

    protected final Staged staged(String run, List<Column> columns, Scope scope, List<List<Object>> values) {
        StageRequest request = new StageRequest(USERS, run, columns, List.of(), Map.of(), scope);
        return rows.in(store().stage(request), values);
    }

    protected final TableVersion publish(Staged staged, WriteMode mode) {
        return store().publish(publication(staged, mode, store().head(USERS)));
    }

    protected final TableVersion publish(String run, WriteMode mode, List<List<Object>> users) {
        return publish(staged(run, users), mode);
    }

    protected static Publication publication(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        Map<String, String> facts = Map.of(Facts.RUN_ID, staged.staging().runId(), Facts.CODE, "c");
        return new Publication(staged, mode, base, QuarantineChange.NONE, facts);
    }

    protected static Replaced places(long... places) {
        return new Replaced(Set.of(), Map.of(PATH, Positions.of(places)));
    }

    protected final RemoteRows remote() {
        return store().scan(store().head(USERS).orElseThrow()).remote().orElseThrow();
    }

    /** Rows as an engine is given them, each with its place behind it, in the order of their places. */
    protected static List<List<Object>> read(RemoteRows remote, String... columns) throws IOException {
        Form.Rows form = remote.read(List.of(columns));
        List<List<Object>> all = new ArrayList<>();
        for (Split split : form.splits()) {
            try (Reader reader = remote.source().open(split)) {
                all.addAll(ArrayBatch.readAll(reader, form.columns(), 100));
            }
        }
        all.sort(Comparator.comparing(row -> (Long) row.get(row.size() - 1)));
        return all;
    }

    /** Where the rows with some ids lie. */
    protected final long[] placesOf(Long... ids) throws IOException {
        Set<Long> wanted = Set.of(ids);
        return read(remote(), "id").stream()
                .filter(row -> wanted.contains((Long) row.get(0)))
                .mapToLong(row -> (Long) row.get(1))
                .toArray();
    }
}
