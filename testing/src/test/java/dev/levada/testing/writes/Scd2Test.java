package dev.levada.testing.writes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Scd2Test {
    private static final Optional<String> AT = Optional.of("at");
    private static final Optional<String> NEVER = Optional.empty();

    @Test
    void aChangeOfAnyColumnMakesAVersionAtTheRunsStart() {
        new Table(WriteText.scd2(NEVER, List.of(), HardDeletes.IGNORE, NEVER))
                .batch("id=1 v=a", "id=2 v=a")
                .batch("id=1 v=b", "id=2 v=a")
                .has("id=1 v=a begin=@10 end=@11", "id=1 v=b begin=@11", "id=2 v=a begin=@10")
                .counts(1, 0, 1, 0);
    }

    @Test
    void aRunThatStartsNoLaterWritesAMicrosecondAfterWhatIsThere() {
        new Table(WriteText.scd2(NEVER, List.of(), HardDeletes.INVALIDATE, NEVER))
                .whole("id=1 v=a", "id=2 v=a")
                .sameDay()
                .whole("id=1 v=b")
                .has("id=1 v=a begin=@10 end=@10+1", "id=1 v=b begin=@10+1", "id=2 v=a begin=@10 end=@10+1")
                .sameDay()
                .whole("id=1 v=b", "id=2 v=a")
                .has(
                        "id=1 v=a begin=@10 end=@10+1",
                        "id=1 v=b begin=@10+1",
                        "id=2 v=a begin=@10 end=@10+1",
                        "id=2 v=a begin=@10+2")
                .counts(1, 0, 1, 0);
    }

    @Test
    void withoutATimeABatchHasOneRowOfAKey() {
        new Table(WriteText.scd2(NEVER, List.of(), HardDeletes.IGNORE, NEVER))
                .batch("id=1 v=a", "id=1 v=b")
                .has("id=1 v=b begin=@10")
                .counts(1, 1, 0, 0);
    }

    @Test
    void everyNewerTimeMakesAVersionIfNothingIsTracked() {
        new Table(WriteText.scd2(AT, List.of(), HardDeletes.IGNORE, NEVER))
                .batch("id=1 at=@1 v=a", "id=1 at=@2 v=a")
                .has("id=1 at=@1 v=a begin=@1 end=@2", "id=1 at=@2 v=a begin=@2")
                .counts(2, 0, 0, 0)
                .batch("id=1 at=@2 v=a")
                .counts(0, 0, 1, 0);
    }

    @Test
    void oneRowOfAKeyAndTimeCounts() {
        new Table(WriteText.scd2(AT, List.of(), HardDeletes.IGNORE, NEVER))
                .batch("id=1 at=@1 v=a", "id=1 at=@1 v=b", "id=2 at=@1 v=a")
                .has("id=1 at=@1 v=b begin=@1", "id=2 at=@1 v=a begin=@1")
                .counts(2, 1, 0, 0);
    }

    @Test
    void onlyAChangeOfATrackedColumnMakesAVersion() {
        new Table(WriteText.scd2(AT, List.of("v"), HardDeletes.IGNORE, NEVER))
                .batch("id=1 at=@1 v=a w=x")
                .batch("id=1 at=@2 v=a w=y", "id=1 at=@3 v=b w=y")
                .has("id=1 at=@1 v=a w=x begin=@1 end=@3", "id=1 at=@3 v=b w=y begin=@3")
                .counts(1, 0, 1, 0);
    }

    @Test
    void aLateRowSplitsTheTimeOfTheVersionBefore() {
        new Table(WriteText.scd2(AT, List.of("v"), HardDeletes.IGNORE, NEVER))
                .batch("id=1 at=@1 v=a", "id=1 at=@5 v=b")
                .batch("id=1 at=@3 v=c")
                .has("id=1 at=@1 v=a begin=@1 end=@3", "id=1 at=@3 v=c begin=@3 end=@5", "id=1 at=@5 v=b begin=@5")
                .counts(1, 0, 0, 0);
    }

    @Test
    void aLateRowMakesTheSameVersionAfterItNeedless() {
        new Table(WriteText.scd2(AT, List.of("v"), HardDeletes.IGNORE, NEVER))
                .batch("id=1 at=@1 v=a", "id=1 at=@5 v=b")
                .batch("id=1 at=@3 v=b", "id=1 at=@4 v=b")
                .has("id=1 at=@1 v=a begin=@1 end=@3", "id=1 at=@3 v=b begin=@3")
                .counts(1, 0, 1, 0);
    }

    @Test
    void aRowTakesThePlaceOfTheVersionOfItsTime() {
        new Table(WriteText.scd2(AT, List.of("v"), HardDeletes.IGNORE, NEVER))
                .batch("id=1 at=@1 v=a", "id=1 at=@2 v=b", "id=1 at=@3 v=a")
                .batch("id=1 at=@2 v=c")
                .has("id=1 at=@1 v=a begin=@1 end=@2", "id=1 at=@2 v=c begin=@2 end=@3", "id=1 at=@3 v=a begin=@3")
                .counts(1, 0, 0, 0)
                .batch("id=1 at=@2 v=a")
                .has("id=1 at=@1 v=a begin=@1")
                .counts(0, 0, 1, 0)
                .batch("id=1 at=@1 v=a w=new")
                .has("id=1 at=@1 v=a w=new begin=@1")
                .counts(1, 0, 0, 0);
    }

    @Test
    void aDeletionEndsTheVersionOfItsTimeAndARowAfterItBeginsANewOne() {
        new Table(WriteText.scd2(AT, List.of("v"), HardDeletes.INVALIDATE, WriteText.WHEN))
                .batch("id=1 at=@1 v=a", "id=1 at=@3 op=D", "id=2 at=@3 op=D")
                .has("id=1 at=@1 v=a begin=@1 end=@3")
                .counts(1, 0, 0, 2)
                .batch("id=1 at=@5 v=a")
                .has("id=1 at=@1 v=a begin=@1 end=@3", "id=1 at=@5 v=a begin=@5")
                .counts(1, 0, 0, 0)
                .batch("id=1 at=@4 op=D")
                .has("id=1 at=@1 v=a begin=@1 end=@3", "id=1 at=@5 v=a begin=@5")
                .counts(0, 0, 0, 1)
                .batch("id=1 at=@2 op=D", "id=1 at=@3 v=b")
                .has("id=1 at=@1 v=a begin=@1 end=@2", "id=1 at=@3 v=b begin=@3 end=@5", "id=1 at=@5 v=a begin=@5");
    }

    @Test
    void aDeletionTakesThePlaceOfAVersionOfItsTime() {
        new Table(WriteText.scd2(AT, List.of("v"), HardDeletes.INVALIDATE, WriteText.WHEN))
                .batch("id=1 at=@1 v=a", "id=1 at=@3 v=b", "id=2 at=@1 v=a")
                .batch("id=1 at=@3 op=D", "id=2 at=@1 op=D")
                .has("id=1 at=@1 v=a begin=@1 end=@3");
    }

    @Test
    void whatIsMissingEndsOnce() {
        new Table(WriteText.scd2(AT, List.of(), HardDeletes.INVALIDATE, NEVER))
                .whole("id=1 at=@1 v=a", "id=2 at=@1 v=a")
                .whole("id=2 at=@1 v=a")
                .has("id=1 at=@1 v=a begin=@1 end=@11", "id=2 at=@1 v=a begin=@1")
                .counts(0, 0, 1, 0)
                .whole("id=2 at=@1 v=a")
                .has("id=1 at=@1 v=a begin=@1 end=@11", "id=2 at=@1 v=a begin=@1")
                .whole()
                .has("id=1 at=@1 v=a begin=@1 end=@11", "id=2 at=@1 v=a begin=@1");
    }

    @Test
    void whatIsMissingEndsAtTheRunsStartThoughAVersionBeLater() {
        new Table(WriteText.scd2(AT, List.of(), HardDeletes.INVALIDATE, NEVER))
                .whole("id=1 at=@1 v=a", "id=1 at=@20 v=b", "id=2 at=@1 v=a")
                .whole("id=2 at=@1 v=a")
                .has("id=1 at=@1 v=a begin=@1 end=@11", "id=1 at=@20 v=b begin=@20", "id=2 at=@1 v=a begin=@1");
    }

    @Test
    void deletionsWithoutATimeArePartOfNoHistoryIfTheyAreIgnored() {
        new Table(WriteText.scd2(AT, List.of(), HardDeletes.IGNORE, NEVER))
                .whole("id=1 at=@1 v=a", "id=2 at=@1 v=a")
                .whole("id=2 at=@1 v=a")
                .has("id=1 at=@1 v=a begin=@1", "id=2 at=@1 v=a begin=@1");
    }

    @Test
    void theRecordOfADeletionHoldsWhatTheLastVersionHeld() {
        new Table(WriteText.scd2(AT, List.of("v"), HardDeletes.NEW_RECORD, WriteText.WHEN))
                .batch("id=1 at=@1 v=a", "id=2 at=@1 op=D")
                .batch("id=1 at=@5 op=D v=z")
                .has("id=1 at=@1 v=a begin=@1 end=@5 _is_deleted=false", "id=1 at=@1 v=a begin=@5 _is_deleted=true")
                .counts(0, 0, 0, 1)
                .batch("id=1 at=@7 v=a", "id=1 at=@6 op=D")
                .has(
                        "id=1 at=@1 v=a begin=@1 end=@5 _is_deleted=false",
                        "id=1 at=@1 v=a begin=@5 end=@7 _is_deleted=true",
                        "id=1 at=@7 v=a begin=@7 _is_deleted=false")
                .counts(1, 0, 0, 1);
    }

    @Test
    void theRecordOfADeletionKeepsWhatItHoldsThoughALateRowComesBeforeIt() {
        Table late = new Table(WriteText.scd2(AT, List.of("v"), HardDeletes.NEW_RECORD, WriteText.WHEN));

        late.batch("id=1 at=@1 v=a", "id=1 at=@5 op=D")
                .batch("id=1 at=@3 v=b")
                .has(
                        "id=1 at=@1 v=a begin=@1 end=@3 _is_deleted=false",
                        "id=1 at=@3 v=b begin=@3 end=@5 _is_deleted=false",
                        "id=1 at=@1 v=a begin=@5 _is_deleted=true")
                .batch("id=1 at=@4 op=D")
                .has(
                        "id=1 at=@1 v=a begin=@1 end=@3 _is_deleted=false",
                        "id=1 at=@3 v=b begin=@3 end=@4 _is_deleted=false",
                        "id=1 at=@3 v=b begin=@4 _is_deleted=true");
    }

    @Test
    void whatIsMissingGetsARecordOnce() {
        new Table(WriteText.scd2(NEVER, List.of(), HardDeletes.NEW_RECORD, NEVER))
                .whole("id=1 v=a", "id=2 v=a")
                .whole("id=2 v=a")
                .whole("id=2 v=a")
                .has(
                        "id=1 v=a begin=@10 end=@11 _is_deleted=false",
                        "id=1 v=a begin=@11 _is_deleted=true",
                        "id=2 v=a begin=@10 _is_deleted=false");
    }

    @Test
    void theVersionThatHoldsNowMayHaveAnEndToo() {
        Versions versions = new Versions(
                AT, List.of(), "begin", "end", Optional.of("2024-12-31"), HardDeletes.INVALIDATE, "_is_deleted");
        Dedup dedup = new Dedup(WriteText.KEY, Dedup.Keep.LAST, NEVER);
        Deletes deletes = new Deletes(WriteText.WHEN, Deletes.Missing.KEEP);
        Write write = new Write(
                WriteMode.SCD2, List.of(), Optional.of(dedup), WriteText.KEY, deletes, Optional.of(versions), Map.of());

        new Table(write)
                .batch("id=1 at=@1 v=a")
                .batch("id=1 at=@2 v=b", "id=2 at=@1 v=a")
                .has(
                        "id=1 at=@1 v=a begin=@1 end=@2",
                        "id=1 at=@2 v=b begin=@2 end=@366",
                        "id=2 at=@1 v=a begin=@1 end=@366")
                .batch("id=2 at=@3 op=D")
                .has(
                        "id=1 at=@1 v=a begin=@1 end=@2",
                        "id=1 at=@2 v=b begin=@2 end=@366",
                        "id=2 at=@1 v=a begin=@1 end=@3");
    }

    @Test
    void aRowMustHaveItsTime() {
        Table table = new Table(WriteText.scd2(AT, List.of(), HardDeletes.IGNORE, NEVER));

        assertThatThrownBy(() -> table.batch("id=1 v=a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("null in the key [id, at] of {id=1, v=a}");
    }
}
