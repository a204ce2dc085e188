package dev.levada.project.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
    /** In each of these the at sign stands somewhere in the value. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sql: select @ from x",
                "sql: 'it''s ''quoted'' @'",
                "sql: \"a \\\"quoted\\\" \\n @\"",
                "sql: |\n  select a,\n\n    @ from x\n",
                "sql: |-   # with a comment @\n  select a,\n  @ from x",
                "sql: >\n  select a,\n  b\n\n  @ from x\n",
                "sql: select a,\n  b,\n  @ from x",
                "sql: \"select a,\n  b, \\\n  @ from x\"",
                "{sql: select @}",
                "sql: select '\uD83D\uDE00', @ from x",
                "sql: |\r\n  select\r\n    @\r\n"
            })
    void aPlaceInAValueIsFoundInTheFile(String text) {
        SourceText source = new SourceText(Path.of("a.yml"), text);
        Yaml.Mapping mapping =
                (Yaml.Mapping) new YamlReader(source, new Problems()).read().orElseThrow();
        Yaml.Scalar sql = (Yaml.Scalar) mapping.value("sql").orElseThrow();

        int offset = sql.text().indexOf('@');
        int expected = text.lastIndexOf('@');

        assertThat(Optional.of(Excerpt.of(sql, sql.text()).at(offset))).contains(source.at(expected));
    }
}
