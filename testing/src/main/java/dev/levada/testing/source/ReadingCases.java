package dev.levada.testing.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a reader does. */
public interface ReadingCases extends SourceFixture {

    @Test
    default void everyRowIsReadOnce() throws IOException {
        try (Source source = open()) {
            assertThat(read(source, source.plan(everything()))).isEqualTo(rows());
        }
    }

    @Test
    default void theSizeOfBatchesDoesNotMatter() throws IOException {
        try (Source source = open()) {
            Extent extent = source.plan(everything());
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (Split split : splits(extent.form())) {
                try (Reader reader = source.open(split)) {
                    rows.addAll(ArrayBatch.readAll(reader, columns(extent.form()), 1));
                }
            }
            assertThat(rows).isEqualTo(rows());
        }
    }

    @Test
    default void theEndStaysTheEnd() throws IOException {
        try (Source source = open()) {
            Extent extent = source.plan(everything());
            List<Column> columns = columns(extent.form());
            try (Reader reader = source.open(splits(extent.form()).get(0))) {
                assertThat(ArrayBatch.readAll(reader, columns, 100)).isNotEmpty();
                assertThat(reader.read(new ArrayBatch(columns, 100))).isZero();
                assertThat(reader.read(new ArrayBatch(columns, 100))).isZero();
                assertThat(reader.bytesRead()).isNotNegative();
            }
        }
    }

    @Test
    default void readersOfTheSameSplitDoNotDisturbEachOther() throws IOException {
        try (Source source = open()) {
            Extent extent = source.plan(everything());
            List<Column> columns = columns(extent.form());
            Split split = splits(extent.form()).get(0);
            try (Reader one = source.open(split);
                    Reader other = source.open(split)) {
                ArrayBatch first = new ArrayBatch(columns, 1);
                assertThat(one.read(first)).isOne();
                List<List<@Nullable Object>> all = ArrayBatch.readAll(other, columns, 2);
                assertThat(all.subList(0, 1)).isEqualTo(first.rows(1));
                assertThat(ArrayBatch.readAll(one, columns, 2)).isEqualTo(all.subList(1, all.size()));
            }
        }
    }

    @Test
    default void aSplitIsReadByASourceThatWasOpenedLater() throws IOException {
        Extent extent;
        try (Source source = open()) {
            extent = source.plan(everything());
        }
        try (Source source = open()) {
            assertThat(read(source, extent)).isEqualTo(rows());
        }
    }

    @Test
    default void closingAReaderBeforeItsEndIsFine() throws IOException {
        try (Source source = open()) {
            Extent extent = source.plan(everything());
            Reader reader = source.open(splits(extent.form()).get(0));
            reader.read(new ArrayBatch(columns(extent.form()), 1));
            reader.close();
            reader.close();
        }
    }
}
