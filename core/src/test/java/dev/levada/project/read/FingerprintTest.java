package dev.levada.project.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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

    /** What was said before there were keys is spelled as it was, or every table would be made anew. */
    @Test
    void aFingerprintOutlivesSettingsThatTheAssetDoesNotUse() {
        assertThat(ofExtract("""
                extract: {from: crm, table: t}
                write: {mode: append, partition: [day(ts)], dedup: {by: [id], order: ts}}
                """)).isEqualTo("44668e4888b3a3d790ff76de2ec522b6");
    }

    @Test
    void everyPartOfAWriteModeCounts() {
        String plain = "extract: {from: crm, table: t}\nwrite: {mode: %s, key: [id]%s}";
        List<String> spellings = List.of(
                plain.formatted("upsert", ""),
                plain.formatted("upsert", ", dedup: {order: ts}"),
                plain.formatted("upsert", ", delete_when: op = 'D'"),
                plain.formatted("upsert", ", delete_missing: soft"),
                plain.formatted("upsert", ", delete_missing: hard"),
                plain.formatted("insert_only", ""),
                plain.formatted("scd2", ""),
                plain.formatted("scd2", ", scd2: {updated_at: ts}"),
                plain.formatted("scd2", ", scd2: {open_end: 9999-12-31}"),
                plain.formatted("scd2", ", scd2: {track: [a]}"),
                plain.formatted("scd2", ", scd2: {hard_deletes: invalidate}"),
                plain.formatted("scd3", ", scd3: {a: b}"),
                plain.formatted("scd3", ", scd3: {a: c}"),
                "extract: {from: crm, table: t}\nwrite: {mode: append, dedup: {by: [id], order: ts}}",
                "extract: {from: crm, table: t}\nwrite: {mode: append, dedup: {by: [id], order: ts, window: 1 day}}");

        assertThat(spellings.stream().map(this::ofExtract)).doesNotHaveDuplicates();
    }

    @Test
    void aConditionForDeletesCountsByItsMeaning() {
        String written = "extract: {from: crm, table: t}\nwrite: {mode: upsert, key: id, delete_when: \"%s\"}";

        assertThat(ofExtract(written.formatted("op = 'd'"))).isEqualTo(ofExtract(written.formatted("OP  =  'd'")));
    }

    @Test
    void theOrderOfAnExtractsKeysDoesNotCount() {
        assertThat(ofExtract("extract: {from: crm, table: t, cursor: c}"))
                .isEqualTo(ofExtract("extract: {cursor: c, table: t, from: crm}"))
                .isNotEqualTo(ofExtract("extract: {from: crm, table: t}"));
    }
}
