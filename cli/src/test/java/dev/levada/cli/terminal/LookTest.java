package dev.levada.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.terminal.Look.Color;
import dev.levada.cli.terminal.Look.Device;
import dev.levada.cli.terminal.Look.Motion;
import dev.levada.cli.terminal.Look.Wish;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookTest {

    @Test
    void aScreenGetsColoursAndMotion() {
        assertThat(Look.of(Wish.AUTO, Device.SCREEN, name -> null)).isEqualTo(new Look(Color.ANSI, Motion.LIVE));
    }

    @Test
    void aFileGetsNeither() {
        assertThat(Look.of(Wish.AUTO, Device.OTHER, name -> null)).isEqualTo(Look.PLAIN);
    }

    @Test
    void noColorAndADumbTerminalGetPlainLines() {
        assertThat(Look.of(Wish.AUTO, Device.SCREEN, Map.of("NO_COLOR", "1")::get))
                .isEqualTo(Look.PLAIN);
        assertThat(Look.of(Wish.AUTO, Device.SCREEN, Map.of("TERM", "dumb")::get))
                .isEqualTo(Look.PLAIN);
    }

    @Test
    void continuousIntegrationIsNotDrawnOver() {
        assertThat(Look.of(Wish.AUTO, Device.SCREEN, Map.of("CI", "true")::get))
                .isEqualTo(new Look(Color.ANSI, Motion.STILL));
    }

    @Test
    void theUsersWishDecidesAboutColours() {
        assertThat(Look.of(Wish.ALWAYS, Device.OTHER, name -> null)).isEqualTo(new Look(Color.ANSI, Motion.STILL));
        assertThat(Look.of(Wish.NEVER, Device.SCREEN, name -> null)).isEqualTo(new Look(Color.NONE, Motion.LIVE));
    }
}
