package dev.levada.testing.writes;

import dev.levada.contract.Deletes;
import dev.levada.contract.Deletes.Missing;
import dev.levada.contract.WriteMode;
import dev.levada.testing.writes.Incoming.Whole;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UpsertTest {
    private static final Optional<String> AT = Optional.of("at");

    @Test
    void aRowTakesThePlaceOfTheOneWithItsKey() {
        new Table(WriteText.upsert(Optional.empty(), Missing.KEEP))
                .batch("id=1 v=a", "id=2 v=b")
                .counts(2, 0, 0, 0)
                .batch("id=2 v=c", "id=3 v=d", "id=1 v=a")
                .has("id=1 v=a", "id=2 v=c", "id=3 v=d")
                .counts(2, 0, 1, 0);
    }

    @Test
    void nullsAreTheSameAndOtherwiseNothing() {
        new Table(WriteText.upsert(Optional.empty(), Missing.KEEP))
                .batch("id=1", "id=2 v=b")
                .batch("id=1", "id=2")
                .has("id=1", "id=2")
                .counts(1, 0, 1, 0);
    }

    @Test
    void ofTheRowsOfAKeyTheLastCountsAndTheOthersAreDuplicates() {
        new Table(WriteText.upsert(AT, Missing.KEEP))
                .batch("id=1 at=@3 v=c", "id=1 at=@5 v=e", "id=1 at=@4 v=d")
                .has("id=1 at=@5 v=e")
                .counts(1, 2, 0, 0);
    }

    @Test
    void aLateRowIsADuplicateAndNullIsTheLatestOfAll() {
        new Table(WriteText.upsert(AT, Missing.KEEP))
                .batch("id=1 at=@5 v=e", "id=2 v=f")
                .batch("id=1 at=@4 v=d", "id=2 at=@1 v=g")
                .has("id=1 at=@5 v=e", "id=2 at=@1 v=g")
                .counts(1, 1, 0, 0)
                .batch("id=2 v=h")
                .counts(0, 1, 0, 0)
                .batch("id=1 at=@5 v=other")
                .has("id=1 at=@5 v=other", "id=2 at=@1 v=g")
                .counts(1, 0, 0, 0);
    }

    @Test
    void theRowThatSaysSoDeletesItsKey() {
        new Table(deleting(Optional.empty()))
                .batch("id=1 v=a", "id=2 v=b")
                .batch("id=1 op=D", "id=9 op=D")
                .has("id=2 v=b")
                .counts(0, 0, 0, 2)
                .batch("id=1 op=D")
                .counts(0, 0, 0, 1)
                .batch("id=1 v=again")
                .has("id=1 v=again", "id=2 v=b");
    }

    @Test
    void onlyTheRowThatCountsCanDelete() {
        new Table(deleting(AT))
                .batch("id=1 at=@1 v=a")
                .batch("id=1 at=@2 op=D", "id=1 at=@3 op=U")
                .has("id=1 at=@3 op=U")
                .counts(1, 1, 0, 0)
                .batch("id=1 at=@5 op=D", "id=1 at=@4 op=U")
                .isEmpty()
                .counts(0, 1, 0, 1);
    }

    @Test
    void aLateDeletionDeletesNothingAndIsCountedAllTheSame() {
        new Table(deleting(AT))
                .batch("id=1 at=@3 v=a")
                .batch("id=1 at=@2 op=D")
                .has("id=1 at=@3 v=a")
                .counts(0, 0, 0, 1)
                .batch("id=1 at=@3 op=D")
                .isEmpty();
    }

    @Test
    void whatIsMissingGoesIfItIsDeletedHard() {
        new Table(WriteText.upsert(AT, Missing.HARD))
                .whole("id=1 at=@1", "id=2 at=@1")
                .whole("id=2 at=@1")
                .has("id=2 at=@1")
                .counts(0, 0, 1, 0);
    }

    @Test
    void whatIsMissingIsMarkedWithTheFirstTimeItWasIfItIsDeletedSoftly() {
        new Table(WriteText.upsert(AT, Missing.SOFT))
                .whole("id=1 at=@5", "id=2 at=@5")
                .whole("id=2 at=@5")
                .has("id=1 at=@5 _deleted_at=@11", "id=2 at=@5")
                .whole("id=2 at=@5")
                .has("id=1 at=@5 _deleted_at=@11", "id=2 at=@5");
    }

    @Test
    void aRowThatComesAgainIsNoLongerDeletedThoughItBeOlder() {
        new Table(WriteText.upsert(AT, Missing.SOFT))
                .whole("id=1 at=@5", "id=2 at=@5", "id=3 at=@5")
                .whole("id=3 at=@5")
                .whole("id=1 at=@5", "id=2 at=@4", "id=3 at=@5")
                .has("id=1 at=@5", "id=2 at=@4", "id=3 at=@5")
                .counts(2, 0, 1, 0);
    }

    @Test
    void nothingIsMissingWhereNotAllWasRead() {
        new Table(WriteText.upsert(AT, Missing.HARD))
                .batch("id=1", "id=2")
                .batch("id=2")
                .has("id=1", "id=2");
    }

    @Test
    void aLateOrDeletingRowIsNotMissing() {
        new Table(WriteText.keyed(WriteMode.UPSERT, AT, new Deletes(WriteText.WHEN, Missing.SOFT), Map.of()))
                .whole("id=1 at=@5", "id=2 at=@5")
                .whole("id=1 at=@4 v=late", "id=2 at=@4 op=D")
                .has("id=1 at=@5", "id=2 at=@5")
                .counts(0, 1, 0, 1);
    }

    @Test
    void rowsOutsideTheExtractsScopeAreNotMissing() {
        Whole north = new Whole(1, row -> "north".equals(row.get("region")), Set.of(), true);

        new Table(WriteText.upsert(AT, Missing.HARD))
                .batch("id=1 region=north", "id=2 region=south", "id=3 region=north", "id=4")
                .whole(north, "id=3 region=north")
                .has("id=2 region=south", "id=3 region=north", "id=4");
    }

    @Test
    void aKeyInQuarantineIsNotMissing() {
        Whole source = new Whole(2, row -> true, Set.of(RowText.row("id=1")), true);

        new Table(WriteText.upsert(AT, Missing.HARD))
                .batch("id=1 v=a", "id=2 v=a", "id=3 v=a")
                .whole(source, "id=2 v=a")
                .has("id=1 v=a", "id=2 v=a");
    }

    @Test
    void nothingIsMissingIfAQuarantinedKeyCannotBeToldOrTheSourceGaveNothing() {
        new Table(WriteText.upsert(AT, Missing.HARD))
                .batch("id=1", "id=2")
                .whole(new Whole(2, row -> true, Set.of(), false), "id=2")
                .has("id=1", "id=2")
                .whole()
                .has("id=1", "id=2")
                .whole(new Whole(2, row -> true, Set.of(), true))
                .isEmpty();
    }

    @Test
    void scd3KeepsWhatAColumnHeldBeforeItChanged() {
        new Table(scd3(Missing.KEEP))
                .batch("id=1 city=faro v=a", "id=2 v=a")
                .has("id=1 city=faro v=a", "id=2 v=a")
                .batch("id=1 city=porto v=a", "id=2 city=lagos v=a")
                .has("id=1 city=porto was=faro v=a", "id=2 city=lagos v=a")
                .counts(2, 0, 0, 0)
                .batch("id=1 city=porto v=b", "id=2 city=lagos v=a")
                .has("id=1 city=porto was=faro v=b", "id=2 city=lagos v=a")
                .counts(1, 0, 1, 0)
                .batch("id=1 v=b")
                .has("id=1 was=porto v=b", "id=2 city=lagos v=a");
    }

    @Test
    void scd3DeletesAsUpsertDoes() {
        new Table(scd3(Missing.SOFT))
                .whole("id=1 city=faro", "id=2 city=faro")
                .whole("id=2 city=lagos")
                .has("id=1 city=faro _deleted_at=@11", "id=2 city=lagos was=faro")
                .whole("id=1 city=porto", "id=2 city=lagos")
                .has("id=1 city=porto was=faro", "id=2 city=lagos was=faro");
    }

    private static dev.levada.contract.Write deleting(Optional<String> order) {
        return WriteText.keyed(WriteMode.UPSERT, order, new Deletes(WriteText.WHEN, Missing.KEEP), Map.of());
    }

    private static dev.levada.contract.Write scd3(Missing missing) {
        Deletes deletes = new Deletes(Optional.empty(), missing);
        return WriteText.keyed(WriteMode.SCD3, Optional.empty(), deletes, Map.of("city", "was"));
    }
}
