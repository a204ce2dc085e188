package dev.levada.testing.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Extent;
import dev.levada.api.Source;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What planning an extract tells. */
public interface PlanningCases extends SourceFixture {

    @Test
    default void planningTwiceGivesTheSame() {
        try (Source source = open()) {
            assertThat(source.plan(everything())).isEqualTo(source.plan(everything()));
        }
    }

    @Test
    default void readingEverythingIsNeverNothingNew() {
        try (Source source = open()) {
            Extent extent = source.plan(everything());
            assertThat(extent.nothingNew()).isFalse();
            assertThat(extent.bytes()).isNotNegative();
            assertThat(extent.notices()).isEmpty();
            assertThat(splits(extent.form()))
                    .allSatisfy(split -> assertThat(split.source()).isNotBlank());
        }
    }

    @Test
    default void readingLeavesTheVersionAsItIs() throws IOException {
        try (Source source = open()) {
            Extent before = source.plan(everything());
            read(source, before);
            assertThat(source.plan(everything()).version()).isEqualTo(before.version());
        }
    }

    @Test
    default void theVersionTellsWhetherTheContentChanged() throws Exception {
        try (Source source = open()) {
            String before = source.plan(everything()).version();
            add();
            String after = source.plan(everything()).version();
            if (abilities().contains(Ability.VERSIONED)) {
                assertThat(after).isNotNull().isNotEqualTo(before);
            } else {
                assertThat(after).isNull();
            }
        }
    }
}
