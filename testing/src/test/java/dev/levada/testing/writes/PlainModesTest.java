package dev.levada.testing.writes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.contract.Dedup.Keep;
import dev.levada.contract.Deletes;
import dev.levada.contract.PartitionField;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainModesTest {
    private static final Optional<String> AT = Optional.of("at");

    @Test
    void overwriteTakesThePlaceOfAllRows() {
        Write overwrite = new Write(WriteMode.OVERWRITE, List.of(), Optional.empty());

        new Table(overwrite)
                .batch("id=1", "id=2")
                .batch("id=3")
                .has("id=3")
                .counts(1, 0, 0, 0)
                .batch()
                .isEmpty();
    }

    @Test
    void overwritePartitionsTakesThePlaceOfRowsInTouchedPartitionsOnly() {
        PartitionField place = new PartitionField("place", PartitionField.Transform.IDENTITY, 0);
        Write partitions = new Write(WriteMode.OVERWRITE_PARTITIONS, List.of(place), Optional.empty());

        new Table(partitions)
                .batch("id=1 place=faro", "id=2 place=lisboa", "id=3")
                .batch("id=4 place=faro", "id=5 place=faro")
                .has("id=4 place=faro", "id=5 place=faro", "id=2 place=lisboa", "id=3")
                .counts(2, 0, 0, 0)
                .batch("id=6")
                .has("id=4 place=faro", "id=5 place=faro", "id=2 place=lisboa", "id=6");
    }

    @Test
    void appendAddsAndDropsDuplicatesOfTheBatchOnly() {
        new Table(WriteText.append(Keep.LAST, AT, Optional.empty()))
                .batch("id=1 at=@2 v=new", "id=1 at=@1 v=old", "v=none", "v=none")
                .has("id=1 at=@2 v=new", "v=none", "v=none")
                .counts(3, 1, 0, 0)
                .batch("id=1 at=@2 v=new")
                .has("id=1 at=@2 v=new", "id=1 at=@2 v=new", "v=none", "v=none")
                .counts(1, 0, 0, 0);
    }

    @Test
    void theFirstOfAnOrderCountsIfItIsToBeKeptAndNullNeverDoes() {
        new Table(WriteText.append(Keep.FIRST, AT, Optional.empty()))
                .batch("id=1 at=@2", "id=1 at=@1", "id=1 v=x", "id=2", "id=2 at=@3")
                .has("id=1 at=@1", "id=2 at=@3");
        new Table(WriteText.append(Keep.LAST, AT, Optional.empty()))
                .batch("id=1 at=@2", "id=1 at=@1", "id=1 v=x", "id=2", "id=2 at=@3")
                .has("id=1 at=@2", "id=2 at=@3");
    }

    @Test
    void rowsThatTheOrderCannotTellApartAreToldApartByTheirColumnsAsText() {
        new Table(WriteText.append(Keep.LAST, Optional.empty(), Optional.empty()))
                .batch("id=1 n=9", "id=1 n=10", "id=2 m=1", "id=2 n=1")
                .has("id=1 n=9", "id=2 m=1");
        new Table(WriteText.append(Keep.LAST, AT, Optional.empty()))
                .batch("id=1 at=@1 n=9", "id=1 at=@1 n=10")
                .has("id=1 at=@1 n=9");
    }

    @Test
    void appendDropsWhatTheTableHasWithinTheWindowBeforeOrAfter() {
        new Table(WriteText.append(Keep.LAST, AT, Optional.of(Duration.ofDays(3))))
                .batch("id=1 at=@10", "at=@10", "id=2")
                .counts(3, 0, 0, 0)
                .batch("id=1 at=@13 v=after", "at=@10", "id=2 v=timeless")
                .has("id=1 at=@10", "at=@10", "id=2", "at=@10", "id=2 v=timeless")
                .counts(2, 1, 0, 0)
                .batch("id=1 at=@7 v=before")
                .counts(0, 1, 0, 0)
                .batch("id=1 at=@13+1 v=later", "id=3 at=@10")
                .counts(2, 0, 0, 0)
                .batch("id=1 at=@16")
                .counts(0, 1, 0, 0);
    }

    @Test
    void insertOnlyAddsNewKeysAndNeverChangesARow() {
        new Table(WriteText.keyed(WriteMode.INSERT_ONLY, AT, Deletes.NONE, Map.of()))
                .batch("id=1 at=@1 v=a", "id=1 at=@2 v=b")
                .has("id=1 at=@2 v=b")
                .counts(1, 1, 0, 0)
                .batch("id=1 at=@3 v=c", "id=2 at=@1 v=d")
                .has("id=1 at=@2 v=b", "id=2 at=@1 v=d")
                .counts(1, 1, 0, 0)
                .batch()
                .counts(0, 0, 0, 0);
    }

    @Test
    void aNullInTheKeyIsRefused() {
        for (WriteMode mode : List.of(WriteMode.UPSERT, WriteMode.INSERT_ONLY, WriteMode.SCD3)) {
            Table table = new Table(WriteText.keyed(mode, AT, Deletes.NONE, Map.of()));

            assertThatThrownBy(() -> table.batch("v=a"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("null in the key [id] of {v=a}");
        }
    }
}
