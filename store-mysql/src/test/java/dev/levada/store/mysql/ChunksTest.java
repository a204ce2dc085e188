package dev.levada.store.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.contract.WriteMode;
import dev.levada.store.Store;
import dev.levada.store.StoreKind;
import dev.levada.store.database.rows.Chunks;
import dev.levada.testing.database.ChunkCases;
import dev.levada.testing.server.MariadbServer;
import java.io.IOException;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Publications whose statements take few rows each. */
class ChunksTest extends ChunkCases {
    private final Warehouse warehouse = Warehouse.fresh();

    @Override
    protected Store open(Map<String, Object> settings, StoreKind.Site site) {
        return Warehouse.store(
                new StoreKind.Site(
                        site.project(),
                        site.connection(),
                        warehouse.settings(settings),
                        site.projectFolder(),
                        site.staging(),
                        site.courier(),
                        site.clock(),
                        site.access()),
                new Chunks(CHUNK, 1 << 20));
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
        return "mart__users";
    }

    @Override
    protected String insert() {
        return "insert into \"mart__users\"";
    }

    @Override
    protected String books(String name) {
        return "levada_" + name;
    }

    @Override
    protected int port() {
        return MariadbServer.port();
    }

    @Override
    protected void delay(String seconds) {
        warehouse.run("create trigger delay before insert on mart__users for each row do sleep(" + seconds + ")");
    }

    @Override
    protected void undelay() {
        warehouse.run("drop trigger delay");
    }

    @Test
    void noStatementTakesMoreThanAChunk() throws IOException {
        publish("r1", WriteMode.APPEND, users(0, 200));
        warehouse.run(
                "create table seen (what text, began datetime(6)) engine = MyISAM",
                "create trigger added after insert on mart__users for each row insert into seen values ('insert', now(6))",
                "create trigger gone after delete on mart__users for each row insert into seen values ('delete', now(6))");
        Long[] old = LongStream.range(0, 120).boxed().toArray(Long[]::new);
        publish(staged("r2", users(0, 180)).replacing(places(placesOf(old))), WriteMode.UPSERT);

        assertThat(seen("delete")).isEqualTo("50,50,20");
        assertThat(seen("insert")).isEqualTo("50,50,50,30");
    }

    /** How many rows each statement of a kind took, the largest first. To a trigger it is the time at which its statement began. */
    private String seen(String what) {
        return warehouse.value(
                "select group_concat(n order by n desc) from (select count(*) as n from seen where what = '" + what
                        + "' group by began) s");
    }
}
