package dev.levada.project.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Connector;
import dev.levada.problem.Problem;
import dev.levada.problem.ProjectException;
import dev.levada.project.Asset;
import dev.levada.project.FakeConnector;
import dev.levada.project.Project;
import dev.levada.project.reference.ProjectSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSettingTest {
    @TempDir
    Path folder;

    private Project read() {
        Map<String, Connector> connectors = FakeConnector.all();
        return new ProjectReader(new ProjectSettings(connectors, Set.of("sqlite")), new FakeSql(), name -> null)
                .read(folder, Optional.empty());
    }

    private List<String> problems() {
        try {
            read();
            return List.of();
        } catch (ProjectException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    private Folder shop() {
        return Folder.shop(folder);
    }

    private static String extract(String more) {
        return "extract: {from: crm, table: users}\n" + more;
    }

    @Test
    void anAssetSaysInWhichConnectionsDatabaseItLives() {
        shop().with("assets/mart/users.yml", extract("store: crm\n")).with("assets/raw/users.yml", extract(""));

        assertThat(read().assets().values())
                .extracting(asset -> asset.name() + " " + asset.store().orElse("lake"))
                .containsExactlyInAnyOrder("mart.users crm", "raw.users lake");
        assertThat(read().asset("mart.users"))
                .extracting(Asset::code)
                .isEqualTo(read().asset("raw.users").code());
    }

    @Test
    void anUnknownConnectionIsNamedWithTheNearest() {
        shop().with("assets/mart/users.yml", extract("store: crn\n"));

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("users.yml:2:8", "There is no connection 'crn'", "crm");
    }

    @Test
    void aConnectionInWhichNoTableCanLiveIsRefused() {
        shop().with("assets/mart/users.yml", extract("store: drops\n"));

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("users.yml:2:8", "'drops' is a connection of type 'files'", "They can in one of type sqlite");
    }

    @Test
    void aReleaseStaysWithinOneStore() {
        shop().with("assets/mart/users.yml", extract("store: crm\nrelease: spring\n"))
                .with("assets/raw/users.yml", extract("release: spring\n"));

        assertThat(problems())
                .singleElement()
                .asString()
                .contains(
                        "The release 'spring' has tables in two stores",
                        "mart.users in 'crm'",
                        "raw.users in the lake");
    }
}
