package dev.levada.testing.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Extent;
import dev.levada.api.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a checkpoint does. A source that does not resume reads everything again. */
public interface ResumingCases extends SourceFixture {

    @Test
    default void whatWasReadIsNotReadAgain() throws Exception {
        try (Source source = open()) {
            Extent again = source.plan(after(source.plan(everything())));
            boolean resumes = abilities().contains(Ability.RESUMES);
            assertThat(again.nothingNew()).isEqualTo(resumes);
            assertThat(read(source, again)).isEqualTo(resumes ? List.of() : rows());
        }
    }

    @Test
    default void whatCameAfterTheCheckpointIsRead() throws Exception {
        try (Source source = open()) {
            Extent first = source.plan(everything());
            List<List<@Nullable Object>> added = add();
            Extent second = source.plan(after(first));
            assertThat(second.nothingNew()).isFalse();
            assertThat(read(source, second)).isEqualTo(abilities().contains(Ability.RESUMES) ? added : with(added));
        }
    }

    @Test
    default void withoutACheckpointEverythingIsRead() throws Exception {
        try (Source source = open()) {
            source.plan(everything());
            List<List<@Nullable Object>> added = add();
            assertThat(read(source, source.plan(everything()))).isEqualTo(with(added));
        }
    }

    @Test
    default void checkpointsFollowOneAnother() throws Exception {
        try (Source source = open()) {
            Extent first = source.plan(everything());
            add();
            Extent second = source.plan(after(first));
            Extent third = source.plan(after(second));
            assertThat(third.nothingNew()).isEqualTo(abilities().contains(Ability.RESUMES));
            assertThat(third.checkpoint()).isEqualTo(second.checkpoint());
        }
    }

    private List<List<@Nullable Object>> with(List<List<@Nullable Object>> added) {
        List<List<@Nullable Object>> all = new ArrayList<>(rows());
        all.addAll(added);
        return all;
    }
}
