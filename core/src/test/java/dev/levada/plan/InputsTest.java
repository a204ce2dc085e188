package dev.levada.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.project.AssetName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputsTest {
    private static final AssetName USERS = new AssetName("raw", "users");
    private static final AssetName EVENTS = new AssetName("raw", "events");

    @Test
    void versions_are_read_back_as_they_were_written() {
        Inputs inputs = new Inputs(Map.of(USERS, Long.MAX_VALUE, EVENTS, 456L));

        assertThat(inputs.fact()).isEqualTo("raw.events=456,raw.users=9223372036854775807");
        assertThat(Inputs.parse(inputs.fact())).isEqualTo(inputs);
        assertThat(Inputs.parse("")).isEqualTo(new Inputs(Map.of()));
    }

    @Test
    void an_input_changed_when_it_has_another_version_or_had_none() {
        Inputs now = new Inputs(Map.of(USERS, 2L, EVENTS, 7L));

        assertThat(now.changedSince(now)).isEmpty();
        assertThat(now.changedSince(new Inputs(Map.of(USERS, 1L, EVENTS, 7L)))).containsExactly("raw.users");
        assertThat(now.changedSince(new Inputs(Map.of(USERS, 2L)))).containsExactly("raw.events");
    }

    @Test
    void a_quarantine_stands_for_its_asset() {
        assertThat(Inputs.namesOf(Assets.transform("ops.bad", "raw__quarantine.users")))
                .containsExactly(USERS);
    }
}
