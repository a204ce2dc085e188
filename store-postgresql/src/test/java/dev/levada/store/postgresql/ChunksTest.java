package dev.levada.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.WriteMode;
import dev.levada.store.Scope;
import dev.levada.store.Store;
import dev.levada.store.StoreKind;
import dev.levada.store.database.rows.Chunks;
import dev.levada.testing.database.ChunkCases;
import java.io.IOException;
import java.time.Clock;
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
                .isBetween(CHUNK + 1, OF_PAGES);
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
