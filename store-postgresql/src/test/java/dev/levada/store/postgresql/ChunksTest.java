package dev.levada.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.WriteMode;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Store;
import dev.levada.store.StoreKind;
import dev.levada.store.database.rows.Chunks;
import dev.levada.testing.database.ChunkCases;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Publications whose statements take few rows each. */
class ChunksTest extends ChunkCases {
    private static final int LARGE = 100_000;
    private static final int MANY = 2000;
    /** More than a page of the server's has of small rows, so that ranges of pages are told. */
    private static final int OF_PAGES = 450;

    private final Warehouse warehouse = Warehouse.fresh();

    @Override
    protected Store open(Map<String, Object> settings, StoreKind.Site site) {
        return new PostgresqlStore(warehouse.database(settings), site, new Chunks(CHUNK, 1 << 20));
    }

    @Override
    protected void run(String... statements) {
        warehouse.run(statements);
    }

    @Override
    protected String value(String sql) {
        return warehouse.value(sql);
    }

    @Override
    protected String table() {
        return "mart.users";
    }

    @Override
    protected String insert() {
        return "insert into \"mart\".\"users\"";
    }

    @Override
    protected String books(String name) {
        return "levada." + name;
    }

    @Override
    protected int port() {
        return Warehouse.port();
    }

    @Override
    protected void delay(String seconds) {
        warehouse.run(
                "create or replace function public.delay() returns trigger language plpgsql as"
                        + " $$ begin perform pg_catalog.pg_sleep(" + seconds + "); return new; end $$",
                "create trigger delay before insert on mart.users for each row execute function public.delay()");
    }

    @Override
    protected void undelay() {
        warehouse.run("drop trigger delay on mart.users");
    }

    /** From now on what each statement adds to the table, or takes out, is counted. */
    private void count() {
        warehouse.run(
                "create table public.seen (what text, rows bigint)",
                "create function public.seen() returns trigger language plpgsql as $$ begin"
                        + " insert into public.seen select tg_op, count(*) from moved; return null; end $$",
                "create trigger added after insert on mart.users referencing new table as moved"
                        + " for each statement execute function public.seen()",
                "create trigger gone after delete on mart.users referencing old table as moved"
                        + " for each statement execute function public.seen()");
    }

    private String seen(String what) {
        return warehouse.value("select sum(rows) || ' rows, at most ' || max(rows) from public.seen where what = '"
                + what + "' and rows > 0");
    }

    @Test
    void noStatementTakesMoreThanAChunk() throws IOException {
        publish("r1", WriteMode.APPEND, users(0, MANY));
        count();
        Long[] old = LongStream.range(0, 1000).boxed().toArray(Long[]::new);
        publish(staged("r2", users(0, 1500)).replacing(places(placesOf(old))), WriteMode.UPSERT);

        assertThat(seen("DELETE")).isEqualTo("1000 rows, at most " + CHUNK);
        assertThat(seen("INSERT")).isEqualTo("1500 rows, at most " + CHUNK);
    }

    /** What each session sends is a transaction of its own, which the rows remember. */
    @Test
    void manyRowsAreSentBySeveralSessions() {
        publish("r1", WriteMode.APPEND, users(0, MANY));

        assertThat(warehouse.value("select count(distinct xmin::text) from mart.users"))
                .isEqualTo("" + Math.min(8, Runtime.getRuntime().availableProcessors()));
        assertThat(warehouse.value("select count(*) || ' ' || count(distinct id) from mart.users"))
                .isEqualTo(MANY + " " + MANY);
    }

    @Test
    void ifOneOfSeveralSessionsFailsNothingOfTheOthersIsLeft() {
        List<List<Object>> users = new ArrayList<>(users(0, MANY));
        users.add(List.of((long) MANY, "a\0b"));

        assertThatThrownBy(() -> publish("r1", WriteMode.APPEND, users))
                .hasMessageContaining("column 'name' has a text with the character of code 0");
        assertThat(warehouse.value("select count(*) from pg_class where relname = 'users'"))
                .isEqualTo("0");
        assertThat(warehouse.value("select count(*) from pg_class where relnamespace = 'levada_staging'::regnamespace"))
                .isEqualTo("0");
        assertThat(warehouse.value("select count(*) from levada.stagings")).isEqualTo("0");
    }

    @Test
    void whatIsTheSameForAllRowsIsFilledInByTheServerAndNotForOthers() {
        List<Column> columns =
                List.of(ID, new Column("_run_id", Primitive.VARCHAR), new Column("_loaded_at", Primitive.TIMESTAMPTZ));
        Map<String, String> constants = Map.of("_run_id", "it's r1", "_loaded_at", "2026-03-04T05:06:07.000008Z");
        StageRequest request = new StageRequest(USERS, "r1", columns, List.of(), constants, Scope.ANEW);
        List<List<Object>> ids = LongStream.range(0, MANY)
                .mapToObj(id -> Arrays.<Object>asList(id, null, null))
                .toList();
        publish(rows.in(store().stage(request), ids), WriteMode.OVERWRITE);
        warehouse.run("insert into mart.users (id) values (-1)");

        assertThat(warehouse.value(
                        "select string_agg(distinct _run_id || ' ' || (_loaded_at at time zone 'UTC'), ', ') || ' for '"
                                + " || count(_run_id) from mart.users"))
                .isEqualTo("it's r1 2026-03-04 05:06:07.000008 for " + MANY);
        assertThat(warehouse.value("select count(*) from mart.users where _run_id is null and _loaded_at is null"))
                .isEqualTo("1");
    }

    @Test
    void rangesOfPagesAreTakenIfAChunkHasSome() throws IOException {
        Store store = warehouse.store(folder, rows, Clock.systemUTC(), new Chunks(OF_PAGES, LARGE));
        publish("r1", WriteMode.OVERWRITE, users(0, MANY));
        count();
        store.publish(publication(staged("r2", users(7, MANY)), WriteMode.OVERWRITE, store.head(USERS)));
        store.close();

        assertThat(read(remote(), "id")).hasSize(MANY - 7);
        int statements = Integer.parseInt(warehouse.value("select count(*) from public.seen where what = 'INSERT'"));
        assertThat(statements).isBetween(MANY / OF_PAGES, MANY / CHUNK / 2);
        assertThat(Integer.parseInt(warehouse.value("select max(rows) from public.seen")))
                .isBetween(CHUNK + 1, OF_PAGES * 4 / 3); // what several sessions sent does not fill all pages
        assertThat(warehouse.value("select sum(rows) from public.seen")).isEqualTo("" + (2 * MANY - 7));
    }

    @Test
    void rowsThatReferToOneAnotherComeAndGoTogether() throws IOException {
        Column boss = new Column("boss", Primitive.BIGINT);
        List<List<Object>> ring = LongStream.range(0, 4 * CHUNK)
                .mapToObj(id -> List.<Object>of(id, (id + 1) % (4 * CHUNK)))
                .toList();
        publish(staged("r1", List.of(ID, boss), Scope.ANEW, ring), WriteMode.OVERWRITE);
        warehouse.run(
                "alter table mart.users add primary key (id)",
                "alter table mart.users add foreign key (boss) references mart.users");
        Long[] all = LongStream.range(0, ring.size()).boxed().toArray(Long[]::new);
        publish(
                staged("r2", List.of(ID, boss), Scope.INCREMENT, ring).replacing(places(placesOf(all))),
                WriteMode.UPSERT);
        publish(staged("r3", List.of(ID, boss), Scope.ANEW, ring), WriteMode.OVERWRITE);

        assertThat(warehouse.value("select count(*) from mart.users")).isEqualTo("" + ring.size());
    }
}
