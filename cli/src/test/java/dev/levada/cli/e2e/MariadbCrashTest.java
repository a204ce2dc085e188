package dev.levada.cli.e2e;

import dev.levada.testing.server.MariadbServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the server commits the making and changing of tables by itself, a process that is killed around the commit changes nothing
 * about what comes out in the end. What comes before is the same as in {@link ModesCrashTest}.
 */
class MariadbCrashTest {
    private static final List<String> AROUND = List.of("after-commit", "before-commit", "before-publish");
    /** Of so many assets one is killed with its table made and empty. */
    private static final int NEW = 6;
    /** Of so many one is killed when it has a table. */
    private static final int OLD = 2;

    @Test
    void tablesOfAllModesOutliveKillsAroundTheirCommit(@TempDir Path folder) throws IOException {
        MariadbServer.demand();
        MariadbWarehouse warehouse = new MariadbWarehouse();
        ModesPicture wanted =
                ModesCrashTest.undisturbed(ModesProject.in(folder.resolve("undisturbed"), warehouse, "undisturbed"));
        ModesProject project = ModesProject.in(folder.resolve("killed"), warehouse, "killed");
        for (int i = 0; i < ModesProject.ASSETS.size(); i += NEW) {
            ModesCrashTest.kill(project, "before-commit", ModesProject.ASSETS.get(i));
        }
        project.folder().cli().run();
        project.second();
        for (int i = 0; i < ModesProject.ASSETS.size(); i++) {
            String asset = ModesProject.ASSETS.get(i);
            String point = AROUND.get(i / OLD % AROUND.size());
            if (i % OLD == 0) {
                ModesCrashTest.kill(project, point, asset);
            }
            if (i % OLD != 0 || !point.equals("after-commit")) {
                project.folder().cli().run(asset);
            }
        }
        project.third();
        ModesCrashTest.demandPicture(project, wanted);
    }
}
