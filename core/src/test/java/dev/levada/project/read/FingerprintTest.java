package dev.levada.project.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    @TempDir
    private Path folder;

    private String ofQuery(String text) {
        return Folder.shop(folder)
                .with("assets/a/b.sql", text)
                .read()
                .asset("a.b")
                .code();
    }

    private String ofExtract(String text) {
        return Folder.shop(folder)
                .with("assets/a/c.yml", text)
                .read()
                .asset("a.c")
                .code();
    }

    @Test
    void spellingAndDescriptionsDoNotCount() {
        String code = ofQuery("select 1 as x");

        assertThat(code).matches("[0-9a-f]{32}");
        assertThat(ofQuery("/* levada\ndescription: d\nowner: o\ntags: t\n*/\nSELECT 1\n" + "  as x;"))
                .isEqualTo(code);
    }

    @Test
    void theQueryItsVariablesAndTheContractCount() {
        String code = ofQuery("select 1 as x");

        assertThat(ofQuery("select 2 as x")).isNotEqualTo(code);
        assertThat(ofQuery("/* levada\nchecks: [{row_count: {min: 1}}]\n*/ select 1 as x"))
                .isNotEqualTo(code);
        assertThat(ofQuery("/* levada\ntolerate: 1%\n*/ select 1 as x")).isNotEqualTo(code);
        assertThat(ofQuery("/* levada\ncolumns: {x: bigint}\n*/ select 1 as x")).isNotEqualTo(code);
        assertThat(ofQuery("/* levada\ncolumns: {x: {min: 0}}\n*/ select 1 as x"))
                .isNotEqualTo(code);
        assertThat(ofQuery("/* levada\nwrite: {partition: x}\n*/ select 1 as x"))
                .isNotEqualTo(code);
        assertThat(ofQuery("/* levada\nrules: [{sql: x > 1}]\n*/ select 1 as x"))
                .isEqualTo(ofQuery("/* levada\nrules: [{sql: X  >  1}]\n*/ select 1 as x"))
                .isNotEqualTo(code);
    }

    @Test
    void theOrderOfAnExtractsKeysDoesNotCount() {
        assertThat(ofExtract("extract: {from: crm, table: t, cursor: c}"))
                .isEqualTo(ofExtract("extract: {cursor: c, table: t, from: crm}"))
                .isNotEqualTo(ofExtract("extract: {from: crm, table: t}"));
    }
}
