package dev.levada.project.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlReaderTest {
    @TempDir
    private Path folder;

    private List<String> problems(String text) {
        return Folder.shop(folder).with("assets/raw/users.yml", text).problems();
    }

    @Test
    void anchorsAndAliasesWork() {
        assertThat(problems("""
            extract: {from: crm, table: users}
            columns:
              a: &id {type: bigint, required: true}
              b: *id
            """)).isEmpty();
    }

    @Test
    void aliasesThatStandForTooMuchAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(problems(bomb.toString()))
                .containsExactly(
                        "assets/raw/users.yml:1:1: This is not YAML: its aliases nest too deep or stand for too"
                                + " much.");
    }

    @Test
    void anAliasOfItselfIsRefused() {
        assertThat(problems("a: &a [*a]")).singleElement().asString().contains("This is not YAML: ");
    }

    @Test
    void twoDocumentsInOneFileAreRefused() {
        assertThat(problems("a: 1\n---\nb: 2")).singleElement().asString().startsWith("assets/raw/users.yml:2:1: ");
    }

    @Test
    void aTagIsRefused() {
        assertThat(problems("extract: {from: crm, table: !env USERS}"))
                .containsExactly("assets/raw/users.yml:1:29: The tag '!env' is not known here. Leave it out.");
    }

    @Test
    void wordsThatOnlyOldYamlTakesForFlagsAreTexts() {
        assertThat(problems("{extract: {from: crm, table: users}, columns: {c: {in: [no, yes, on]}}}"))
                .isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws java.io.IOException {
        Folder.shop(folder);
        Path file = folder.resolve("assets/raw/users.yml");
        java.nio.file.Files.createDirectories(file.getParent());
        java.nio.file.Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});

        assertThat(Folder.shop(folder).problems())
                .containsExactly("assets/raw/users.yml:1:1: The file is not UTF-8 text.");
    }
}
