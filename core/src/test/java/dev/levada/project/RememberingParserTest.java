package dev.levada.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.project.SqlParser.Misunderstood;
import dev.levada.project.SqlParser.Parameter;
import dev.levada.project.SqlParser.Parsed;
import dev.levada.project.SqlParser.TableMention;
import dev.levada.project.SqlParser.Understood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberingParserTest {
    private static final Understood QUERY = new Understood(
            "mëaning".repeat(20_000), Set.of(new TableMention("raw.a", 14)), List.of(new Parameter("from", 30)));
    private static final Understood EXPRESSION = new Understood("x", Set.of(), List.of());

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("parsed");
    }

    @Test
    void whatWasUnderstoodIsNotParsedAgain() {
        RememberingParser first = parser("duck 1");
        Understood query = (Understood) first.parseQuery("select 1");
        Parsed expression = first.parseExpression("select 1");
        assertThat(query.tables()).isEqualTo(QUERY.tables());
        assertThat(query.parameters()).isEqualTo(QUERY.parameters());
        assertThat(expression).isNotEqualTo(query);
        first.keep();
        asked.clear();

        RememberingParser next = parser("duck 1");
        assertThat(next.parseQuery("select 1")).isEqualTo(query);
        assertThat(next.parseExpression("select 1")).isEqualTo(expression);
        assertThat(asked).isEmpty();
        assertThat(next.parseQuery("select 2")).isEqualTo(query);
        assertThat(asked).containsExactly("select 2");
    }

    @Test
    void whatWasNotUnderstoodIsParsedAgain() {
        RememberingParser parser = parser("duck 1");
        assertThat(parser.parseQuery("broken")).isInstanceOf(Misunderstood.class);
        parser.keep();
        assertThat(file).doesNotExist();

        assertThat(parser.parseQuery("broken")).isInstanceOf(Misunderstood.class);
        assertThat(asked).containsExactly("broken", "broken");
    }

    @Test
    void anotherEngineUnderstandsByItself() {
        remember("select 1");
        parser("duck 2").parseQuery("select 1");
        assertThat(asked).containsExactly("select 1");
    }

    @Test
    void whatNobodyAskedForIsForgotten() {
        remember("select 1");
        remember("select 2");
        asked.clear();
        RememberingParser parser = parser("duck 1");
        parser.parseQuery("select 2");
        parser.parseQuery("select 1");
        assertThat(asked).containsExactly("select 1");
    }

    @Test
    void aDamagedFileCountsAsNone() throws IOException {
        remember("select 1");
        byte[] sound = Files.readAllBytes(file);
        for (int at = 0; at < sound.length; at += 1 + sound.length / 97) {
            asked.clear();
            byte[] damaged = sound.clone();
            damaged[at] ^= 0x55;
            Files.write(file, damaged);
            parser("duck 1").parseQuery("select 1");
            assertThat(asked).as("byte %d", at).containsExactly("select 1");
        }
        asked.clear();
        Files.write(file, java.util.Arrays.copyOf(sound, sound.length / 2));
        parser("duck 1").parseQuery("select 1");
        assertThat(asked).containsExactly("select 1");
    }

    @Test
    void noFolderIsMadeForIt() {
        file = folder.resolve("not/there");
        remember("select 1");
        assertThat(folder).isEmptyDirectory();
    }

    private void remember(String sql) {
        RememberingParser parser = parser("duck 1");
        parser.parseQuery(sql);
        parser.keep();
        asked.clear();
    }

    private RememberingParser parser(String dialect) {
        SqlParser engine = new SqlParser() {
            @Override
            public Parsed parseQuery(String sql) {
                asked.add(sql);
                return sql.equals("broken") ? new Misunderstood(1, "no") : QUERY;
            }

            @Override
            public Parsed parseExpression(String sql) {
                asked.add(sql);
                return EXPRESSION;
            }
        };
        return new RememberingParser(engine, dialect, file);
    }
}
