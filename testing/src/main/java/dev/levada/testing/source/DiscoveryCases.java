package dev.levada.testing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.api.Offer;
import dev.levada.api.Read;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a source offers. */
public interface DiscoveryCases extends SourceFixture {

    @Test
    default void whatIsOfferedCanBePlanned() {
        try (Source source = open()) {
            if (!abilities().contains(Ability.DISCOVERS)) {
                assertThatThrownBy(source::discover)
                        .isInstanceOfSatisfying(
                                LevadaException.class, e -> assertThat(e.code()).isEqualTo("source.no-discovery"));
                return;
            }
            assertThat(source.discover()).isNotEmpty().allSatisfy(offer -> {
                assertThat(offer.title()).isNotBlank();
                Read read = new Read(new Settings(offer.extract()), Optional.empty());
                assertThat(source.plan(read).notices()).isEmpty();
            });
        }
    }

    @Test
    default void offersHaveNamesOfTheirOwn() {
        if (!abilities().contains(Ability.DISCOVERS)) {
            return;
        }
        try (Source source = open()) {
            assertThat(source.discover())
                    .extracting(Offer::name)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[\\p{Ll}\\p{Lo}\\p{N}_]+"));
            assertThat(source.discover()).isEqualTo(source.discover());
        }
    }
}
