package dev.levada.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Finding;
import dev.levada.api.Finding.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    private static final long GIB = 1L << 30;

    @Test
    void moreMemoryThanThereIsIsWarnedOf() {
        assertThat(Machine.memory(6 * GIB, GIB, 8 * GIB))
                .isEqualTo(
                        Finding.good(
                                "memory",
                                "The engine may take 6.0 GiB and the program's heap 1.0 GiB, of 8.0 GiB that the machine has."));
        assertThat(Machine.memory(7 * GIB, 2 * GIB, 8 * GIB).level()).isEqualTo(Level.WARNING);
    }

    @Test
    void amountsAreReadAsTheEngineWritesThem() {
        assertThat(Machine.bytes("18.6 GiB")).isEqualTo((long) (18.6 * GIB));
        assertThat(Machine.bytes("953.6 MiB")).isEqualTo((long) (953.6 * (1 << 20)));
        assertThat(Machine.bytes("100 bytes")).isEqualTo(100);
        assertThat(Machine.bytes("-1")).isZero();
    }

    @Test
    void aFolderThatIsNotThereYetIsJudgedByTheNearestThatIs(@TempDir Path folder) {
        Finding room = Machine.room("lake", folder.resolve("a/b"));
        assertThat(room.topic()).isEqualTo("lake");
        assertThat(room.text()).startsWith(folder.resolve("a/b") + ": ").contains(" free of ");
    }
}
