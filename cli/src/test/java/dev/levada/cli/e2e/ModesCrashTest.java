package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In every write mode, a process that is killed wherever it writes a table changes nothing about what comes out in the end.
 * Each table is killed at a sixth of the places before its commit, and its neighbours at the others; at all of them with
 * {@code -Dlevada.crashes=all}.
 */
class ModesCrashTest {
    private static final int KILLED = 137;
    private static final boolean ALL = System.getProperty("levada.crashes", "").equals("all");
    private static final List<String> NEW = List.of("mid-produce", "after-commit");
    private static final List<String> BEFORE =
            List.of("before-stage", "after-stage", "mid-produce", "before-audit", "before-publish", "before-commit");
    private static final List<String> COMMITTED = List.of("after-commit");
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
        for (int asset = 0; asset < ModesProject.ASSETS.size(); asset++) {
            killSome(project, asset, NEW, 4);
            project.folder().cli().run(ModesProject.ASSETS.get(asset));
        }
        project.second();
        for (int asset = 0; asset < ModesProject.ASSETS.size(); asset++) {
            killSome(project, asset, BEFORE, 6);
            if (!killSome(project, asset, COMMITTED, 2)) {
                project.folder().cli().run(ModesProject.ASSETS.get(asset));
            }
        }
        project.third();
        for (int asset = 0; asset < ModesProject.ASSETS.size(); asset++) {
            killSome(project, asset, AFTER, 4);
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

    /** Kills an asset at one of so many points, and the asset after it at the next one. @return whether it was killed at all */
    private static boolean killSome(ModesProject project, int asset, List<String> points, int share)
            throws IOException {
        boolean isKilled = false;
        for (int point = 0; point < points.size(); point++) {
            if (ALL || (point + asset) % share == 0) {
                kill(project, points.get(point), ModesProject.ASSETS.get(asset));
                isKilled = true;
            }
        }
        return isKilled;
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
