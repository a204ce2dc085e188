package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In every write mode, a process that is killed wherever it writes a table changes nothing about what comes out in the end.
 * Each table is killed at a third of the places before its commit, and its neighbours at the others; at all of them with
 * {@code -Dlevada.crashes=all}.
 */
class ModesCrashTest {
    private static final int KILLED = 137;
    private static final boolean ALL = System.getProperty("levada.crashes", "").equals("all");
    private static final List<String> BEFORE =
            List.of("before-stage", "after-stage", "mid-produce", "before-audit", "before-publish", "before-commit");
    private static final List<String> AFTER = List.of("after-quarantine", "after-publish");

    @Test
    void tablesOfAllModesOutliveKillsAtAllPlaces(@TempDir Path folder) throws IOException {
        outliveKills(ModesProject.in(folder.resolve("undisturbed")), ModesProject.in(folder.resolve("killed")));
    }

    @Test
    void soDoThoseThatLiveInADatabase(@TempDir Path folder) throws IOException {
        try (Warehouse warehouse = Warehouse.start()) {
            outliveKills(
                    ModesProject.in(folder.resolve("undisturbed"), warehouse, "undisturbed"),
                    ModesProject.in(folder.resolve("killed"), warehouse, "killed"));
        }
    }

    private static void outliveKills(ModesProject spared, ModesProject project) throws IOException {
        ModesPicture wanted = undisturbed(spared);
        for (int i = 0; i < ModesProject.ASSETS.size(); i++) {
            String asset = ModesProject.ASSETS.get(i);
            kill(project, i % 2 == 0 ? "mid-produce" : "after-commit", asset);
            project.folder().cli().run(asset);
        }
        project.second();
        for (int i = 0; i < ModesProject.ASSETS.size(); i++) {
            for (String point : some(BEFORE, i)) {
                kill(project, point, ModesProject.ASSETS.get(i));
            }
            kill(project, "after-commit", ModesProject.ASSETS.get(i));
        }
        project.third();
        for (int i = 0; i < ModesProject.ASSETS.size(); i++) {
            kill(project, AFTER.get(i % 2), ModesProject.ASSETS.get(i));
        }

        demandPicture(project, wanted);
    }

    /** That the next run sets right whatever is left to be. */
    static void demandPicture(ModesProject project, ModesPicture wanted) {
        project.folder().cli().run();
        ModesPicture found = ModesPicture.of(project);
        assertThat(found.rows()).isEqualTo(wanted.rows());
        assertThat(found.deleted()).isEqualTo(wanted.deleted());
        assertThat(found.commits()).isEqualTo(wanted.commits());
        assertThat(found.strays()).isEmpty();
        assertThat(project.folder().cli().run().status()).isEqualTo("unchanged");
    }

    static ModesPicture undisturbed(ModesProject project) {
        project.folder().cli().run().demandBalance();
        project.second().folder().cli().run().demandBalance();
        project.third().folder().cli().run().demandBalance();
        ModesPicture picture = ModesPicture.of(project);
        assertThat(picture.strays()).isEmpty();
        return picture;
    }

    private static List<String> some(List<String> points, int asset) {
        return ALL
                ? points
                : IntStream.range(0, points.size())
                        .filter(i -> (i + asset) % 3 == 0)
                        .mapToObj(points::get)
                        .toList();
    }

    /** Begins to make an asset in a process that ends where it reaches that point. */
    static void kill(ModesProject project, String point, String asset) throws IOException {
        try (Child child = Child.crashing(point + "@" + asset, project.folder().path(), "run", asset)) {
            String out = child.out();
            assertThat(child.code())
                    .as("killed %s of %s:%n%s%s", point, asset, out, child.errors())
                    .isEqualTo(KILLED);
        }
    }
}
