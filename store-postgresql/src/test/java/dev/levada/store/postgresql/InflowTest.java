package dev.levada.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.WriteMode;
import dev.levada.store.Inlet;
import dev.levada.store.RowSink;
import dev.levada.store.RowStream;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.StageRequest.Use;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.TableVersion;
import dev.levada.store.WrittenFile;
import dev.levada.testing.database.StagedRows;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rows that wait in the database as soon as they are produced. */
class InflowTest extends Fixture {
    private static final int MANY = 20_000;

    private Staging staging(String run, Use use) {
        Column loaded = new Column("_loaded_at", Primitive.TIMESTAMPTZ);
        return store().stage(new StageRequest(
                USERS,
                run,
                List.of(ID, NAME, loaded),
                List.of(),
                Map.of("_loaded_at", "2026-03-04T05:06:07Z"),
                use == Use.WHOLE ? Scope.ANEW : Scope.INCREMENT,
                use));
    }

    private Staged sent(String run, Use use, List<List<Object>> users) {
        Staging staging = staging(run, use);
        Inlet.Arrived arrived = staging.inlet().orElseThrow().take(StagedRows.of(List.of(ID, NAME), users));
        assertThat(arrived.rows()).isEqualTo(users.size());
        String path = staging.folder().resolve("sent").toString();
        WrittenFile sent = new WrittenFile(path, arrived.rows(), arrived.bytes(), Map.of(), Map.of());
        return new Staged(staging, users.isEmpty() ? List.of() : List.of(sent), Map.of());
    }

    private String waiting() {
        return warehouse.value("select (select count(*) from levada.stagings) || ' ' || count(*) from pg_class"
                + " where relnamespace = 'levada_staging'::regnamespace and relkind = 'r'");
    }

    private String ids() {
        return warehouse.value("select count(*) || ' ' || sum(id) || ' ' || count(_loaded_at) from mart.users");
    }

    private static String idsOf(long... ranges) {
        long count = 0;
        long sum = 0;
        for (int i = 0; i < ranges.length; i += 2) {
            count += ranges[i + 1] - ranges[i];
            sum += LongStream.range(ranges[i], ranges[i + 1]).sum();
        }
        return count + " " + sum + " " + count;
    }

    @Test
    void aNewTableIsMadeOfTheOneInWhichRowsWaited() {
        Staged staged = sent("r1", Use.ADDED, users(0, 100));
        assertThat(waiting()).isEqualTo("1 1");
        assertThat(store().head(USERS)).isEmpty();

        TableVersion made = publish(staged, WriteMode.APPEND);

        assertThat(made.rows()).isEqualTo(100);
        assertThat(ids()).isEqualTo(idsOf(0, 100));
        assertThat(waiting()).isEqualTo("0 0");
        assertThat(Files.exists(staged.staging().folder())).isFalse();
        assertThat(warehouse.value("select relpersistence from pg_class where oid = 'mart.users'::regclass"))
                .isEqualTo("p");
    }

    @Test
    void aTableTakesThePlaceOfAnotherWithWhatOthersPutOnIt() {
        publish(sent("r1", Use.WHOLE, users(0, MANY)), WriteMode.OVERWRITE);
        warehouse.run("create index by_name on mart.users (name)");
        publish(sent("r2", Use.WHOLE, users(5, MANY)), WriteMode.OVERWRITE);

        assertThat(ids()).isEqualTo(idsOf(5, MANY));
        assertThat(warehouse.value("select indexdef from pg_indexes where indexname = 'by_name'"))
                .contains("mart.users");
        assertThat(waiting()).isEqualTo("0 0");
    }

    @Test
    void fewRowsAreCopiedInThePlaceOfFewOthers() {
        publish(sent("r1", Use.WHOLE, users(0, 10)), WriteMode.OVERWRITE);
        publish(sent("r2", Use.WHOLE, users(5, 12)), WriteMode.OVERWRITE);
        publish(sent("r3", Use.ADDED, List.of()), WriteMode.APPEND);

        assertThat(ids()).isEqualTo(idsOf(5, 12));
        assertThat(waiting()).isEqualTo("0 0");
    }

    @Test
    void rowsWaitUntilTheyAreAddedToAnotherVersion() {
        TableVersion base = publish(sent("r1", Use.ADDED, users(0, 10)), WriteMode.APPEND);
        Staged mine = sent("r2", Use.ADDED, users(20, 25));
        publish(sent("r3", Use.ADDED, users(10, 20)), WriteMode.APPEND);

        assertThatThrownBy(() -> store().publish(publication(mine, WriteMode.APPEND, Optional.of(base))))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.conflict"));
        assertThat(waiting()).isEqualTo("1 1");
        publish(mine, WriteMode.APPEND);

        assertThat(ids()).isEqualTo(idsOf(0, 25));
        assertThat(waiting()).isEqualTo("0 0");
    }

    @Test
    void rowsGoWithTheirStagingAndWithTheirRun() {
        Staged discarded = sent("r1", Use.ADDED, users(0, 10));
        sent("r2", Use.WHOLE, users(0, 10));
        assertThat(waiting()).isEqualTo("2 2");

        store().discard(discarded.staging());
        assertThat(waiting()).isEqualTo("1 1");
        store().sweep("r2");
        assertThat(waiting()).isEqualTo("0 0");
        assertThat(store().head(USERS)).isEmpty();
    }

    @Test
    void nothingIsLeftOfRowsThatBreakOff() {
        RowStream broken = new RowStream() {
            @Override
            public List<Column> columns() {
                return List.of(ID, NAME);
            }

            @Override
            public void forEach(List<? extends RowSink> sinks) {
                StagedRows.of(columns(), users(0, MANY)).forEach(sinks);
                throw new IllegalStateException("the source broke off");
            }
        };
        Staging staging = staging("r1", Use.ADDED);

        assertThatThrownBy(() -> staging.inlet().orElseThrow().take(broken)).hasMessage("the source broke off");
        assertThat(waiting()).isEqualTo("0 0");
        store().discard(staging);
    }

    @Test
    void rowsMayTakeLongerToComeThanStatementsMayTake() {
        warehouse.run("alter database " + warehouse.name() + " set statement_timeout = '1500ms'");
        RowStream slow = new RowStream() {
            @Override
            public List<Column> columns() {
                return List.of(ID, NAME);
            }

            @Override
            public void forEach(List<? extends RowSink> sinks) {
                StagedRows.of(columns(), users(0, 10)).forEach(sinks);
                pause();
                StagedRows.of(columns(), users(10, 20)).forEach(sinks);
            }
        };

        assertThat(staging("r1", Use.ADDED).inlet().orElseThrow().take(slow).rows())
                .isEqualTo(20);
    }

    private static void pause() {
        try {
            Thread.sleep(2000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rowsThatAreReadAgainComeInFiles() {
        assertThat(staging("r1", Use.READ_AGAIN).inlet()).isEmpty();
    }
}
