package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.Deletes.Missing;
import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriteWordsTest {
    private static final Dedup BY_ID = new Dedup(List.of("id"), Dedup.Keep.LAST, Optional.empty());

    @Test
    void aModeWithoutAKeyIsItsWord() {
        assertThat(WriteWords.of(new Write(WriteMode.APPEND, List.of(), Optional.of(BY_ID))))
                .isEqualTo("append");
    }

    @Test
    void previousValuesAndDeletesAreTold() {
        Deletes deletes = new Deletes(Optional.of("op = 'D'"), Missing.HARD);

        assertThat(WriteWords.of(keyed(WriteMode.SCD3, deletes, Optional.empty(), Map.of("city", "old_city"))))
                .isEqualTo("scd3 by id; old_city keeps what city was; deleted when op = 'D'; missing rows are deleted"
                        + " (hard)");
    }

    @Test
    void versionsAreTold() {
        Versions versions = new Versions(
                Optional.of("ts"),
                List.of("name", "city"),
                "since",
                "until",
                Optional.empty(),
                HardDeletes.INVALIDATE,
                "_is_deleted");

        assertThat(WriteWords.of(keyed(WriteMode.SCD2, Deletes.NONE, Optional.of(versions), Map.of())))
                .isEqualTo("scd2 by id; versions from since to until, as ts says; new when name, city changes; deletes:"
                        + " invalidate");
    }

    private static Write keyed(
            WriteMode mode, Deletes deletes, Optional<Versions> versions, Map<String, String> previous) {
        return new Write(mode, List.of(), Optional.of(BY_ID), List.of("id"), deletes, versions, previous);
    }
}
