package dev.levada.project.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.project.Making;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesTest {
    @TempDir
    private Path folder;

    private Folder shop(String query) {
        return Folder.shop(folder)
                .with("assets/raw/users.yml", "extract: {from: crm, query: \"" + query + "\"}")
                .with("secrets/token.txt", "s3cr3t\n");
    }

    private String query(Folder shop) {
        Making.Extract extract = (Making.Extract) shop.read().asset("raw.users").making();
        return extract.settings().text("query");
    }

    @Test
    void valuesComeFromTheEnvironmentAndFromFiles() {
        Folder shop = shop("a ${env:X} b ${file:secrets/token.txt} c ${env:Y:-z} $${d} $e")
                .where("X", "$1");

        assertThat(query(shop)).isEqualTo("a $1 b s3cr3t c z ${d} $e");
        assertThat(shop.read().secrets().hide("s3cr3t")).isEqualTo("***");
    }

    @Test
    void aDefaultHoldsForAnEmptyVariableToo() {
        assertThat(query(shop("${env:X:-z}").where("X", ""))).isEqualTo("z");
    }

    @Test
    void anAssetsCodeDoesNotDependOnSecrets() {
        String before =
                shop("${env:X}").where("X", "one").read().asset("raw.users").code();

        assertThat(shop("${env:X}").where("X", "two").read().asset("raw.users").code())
                .isEqualTo(before);
        assertThat(shop("${env:Y}").where("Y", "one").read().asset("raw.users").code())
                .isNotEqualTo(before);
    }

    @Test
    void aSecretThatDoesNotFitIsNotShown() {
        Folder shop = new Folder(folder)
                .with(
                        "levada.yml",
                        "{name: s, connections: {db: {type: postgres, host: h, database: d, port: '${env:PORT}'}}}")
                .where("PORT", "hunter22");

        assertThat(shop.problems())
                .containsExactly("levada.yml:1:74: 'connections.db.port' must be a whole number, but what '${env:PORT}'"
                        + " stands for is not.");
    }

    @Test
    void aSecretWrittenPlainlyIsHiddenToo() {
        Folder shop = new Folder(folder)
                .with(
                        "levada.yml",
                        "{name: s, connections: {db: {type: postgres, host: h, database: d, password: hunter22}}}");

        assertThat(shop.read().secrets().hide("hunter22")).isEqualTo("***");
    }
}
