package dev.levada.testing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InMemorySourceTest extends SourceContract {
    private final InMemorySource source = new InMemorySource();

    InMemorySourceTest() {
        source.add("notes", "one", "two", "three");
    }

    @Override
    public Source open() {
        return source.opened();
    }

    @Override
    public Settings extract() {
        return new Settings(Map.of("table", "notes"));
    }

    @Override
    public List<List<Object>> rows() {
        return List.of(List.of(1L, "one"), List.of(2L, "two"), List.of(3L, "three"));
    }

    @Override
    public List<List<Object>> add() {
        source.add("notes", "four");
        return List.of(List.of(4L, "four"));
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.values());
    }

    @Test
    void whatCannotBeExaminedSaysSo() {
        assertThatThrownBy(() -> source.examine(List.of(), Clock.systemUTC()))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("source.no-examination"))
                .hasMessageContaining("cannot be examined. `levada check` asks it");
    }
}
