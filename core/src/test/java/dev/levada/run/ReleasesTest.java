package dev.levada.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.store.Positions;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.DataFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleasesTest {
    @Test
    void all_rows_of_a_table_are_those_that_were_not_removed_before() {
        TableScan scan = new TableScan(
                List.of(),
                List.of(new DataFile("a", 3, 9), new DataFile("b", 2, 9), new DataFile("c", 1, 9)),
                Map.of("a", Positions.of(1), "b", Positions.of(0, 1)),
                List.of(),
                TableScan.Matching.BY_ID);

        assertThat(Releases.all(scan)).isEqualTo(Map.of("a", Positions.of(0, 2), "c", Positions.of(0)));
    }
}
