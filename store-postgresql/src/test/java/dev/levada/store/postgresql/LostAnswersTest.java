package dev.levada.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.store.Prepared;
import dev.levada.store.Store;
import dev.levada.store.StoreKind.Access;
import dev.levada.store.TableVersion;
import dev.levada.testing.net.Cut;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The server commits, and its answer does not arrive. */
class LostAnswersTest extends Fixture {
    @Test
    void a_commit_whose_answer_was_lost_is_looked_for() throws IOException {
        try (Cut cut = new Cut(Warehouse.port(), Cut.Sign.ANSWER, "COMMIT\0")) {
            Store store = store("shop", Access.WRITE, Map.of("port", (long) cut.port()));
            TableVersion base = publish("r1", WriteMode.APPEND, users(0, 5));
            Prepared prepared =
                    store.prepare(publication(staged("r2", users(5, 8)), WriteMode.APPEND, Optional.of(base)));
            cut.arm();

            assertThat(store.commit(List.of(prepared))).containsExactly(prepared.version());
            assertThat(store.head(USERS)).contains(prepared.version());
            assertThat(warehouse.value("select count(*) from mart.users")).isEqualTo("8");
        }
    }

    @Test
    void if_nobody_can_be_asked_it_is_unknown_until_the_next_run() throws IOException {
        try (Cut cut = new Cut(Warehouse.port(), Cut.Sign.ANSWER, "COMMIT\0")) {
            Store store = store("shop", Access.WRITE, Map.of("port", (long) cut.port()));
            TableVersion base = publish("r1", WriteMode.APPEND, users(0, 5));
            Prepared prepared =
                    store.prepare(publication(staged("r2", users(5, 8)), WriteMode.APPEND, Optional.of(base)));
            cut.armForGood();

            assertThatThrownBy(() -> store.commit(List.of(prepared)))
                    .isInstanceOfSatisfying(
                            LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.unknown"))
                    .hasMessageContaining("Whether run r2 was committed to mart.users is unknown");
            assertThat(store().committedBy("r2", USERS)).contains(prepared.version());
            store().sweep("r2");
            assertThat(warehouse.value("select count(*) from levada.stagings")).isEqualTo("0");
            assertThat(warehouse.value("select count(*) from mart.users")).isEqualTo("8");
        }
    }
}
