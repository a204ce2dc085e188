package dev.levada.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private final Commands commands = new Commands(List.of("-p", "my shop", "-e", "prod"));

    @Test
    void aCommandIsSpelledAsAShellTakesIt() {
        assertThat(commands.of("run", "--full", "raw.*", "+features.x", "it's"))
                .isEqualTo("levada run --full 'raw.*' +features.x 'it'\\''s' -p 'my shop' -e prod");
    }

    @Test
    void aTextThatNamesCommandsGetsTheirOptions() {
        assertThat(commands.within("Make it anew with `levada run --full raw.users`; levada query \"select 1\"."))
                .isEqualTo(
                        "Make it anew with `levada -p 'my shop' -e prod run --full raw.users`; levada -p 'my shop' -e"
                                + " prod query \"select 1\".");
    }

    @Test
    void otherMentionsStayAsTheyAre() {
        String text = "levada.yml and /opt/levada run levada init; levada runner";

        assertThat(commands.within(text)).isEqualTo(text);
        assertThat(new Commands(List.of()).within("levada run")).isEqualTo("levada run");
    }
}
