package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schemas for editors, tried with a validator that is not Levada's. */
@TestInstance(Lifecycle.PER_CLASS)
class SchemaTest {
    private static final Path BROKEN = Repository.root().resolve("core/src/test/resources/broken");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /**
     * What a schema of one file cannot know: which other files, variables and columns there are, where a file lies, and
     * what SQL means.
     */
    private static final Set<String> BEYOND_A_SCHEMA = Set.of("circle", "names", "references", "sql");

    private Schema project;
    private Schema asset;

    @SuppressWarnings("NullAway.Init") // JUnit calls write() before the first test
    SchemaTest() {}

    @BeforeAll
    void write(@TempDir Path folder) throws IOException {
        new Cli(folder).succeed("schema", "--write", "schemas");
        project = schema(folder.resolve("schemas/levada.schema.json"));
        asset = schema(folder.resolve("schemas/asset.schema.json"));
    }

    static List<Path> broken() throws IOException {
        try (Stream<Path> folders = Files.list(BROKEN)) {
            return folders.sorted().toList();
        }
    }

    @Test
    void everyFileOfEveryExampleIsAccepted() {
        List<Path> files = yaml(Repository.root().resolve("examples"));

        assertThat(files).hasSizeGreaterThan(4);
        assertThat(files).allSatisfy(file -> assertThat(objections(file)).isEmpty());
    }

    @Test
    void everyFileOfAProjectOverRealDataIsAccepted(@TempDir Path folder) {
        RealProject.at(folder, Path.of("/data"));

        assertThat(yaml(folder)).allSatisfy(file -> assertThat(objections(file)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenProjectIsRejectedUnlessItTakesMoreThanOneFileToKnow(Path folder) {
        List<String> objections =
                yaml(folder).stream().flatMap(file -> objections(file).stream()).toList();

        if (BEYOND_A_SCHEMA.contains(folder.getFileName().toString())) {
            assertThat(objections).isEmpty();
        } else {
            assertThat(objections).isNotEmpty();
        }
    }

    @Test
    void anUnknownKeyIsRejectedWhereverItStands() {
        assertThat(objections(project, "{name: shop, nmae: shop}")).isNotEmpty();
        assertThat(objections(project, "{name: shop, limits: {threds: 2}}")).isNotEmpty();
        assertThat(objections(project, "{name: shop, connections: {a: {type: files, root: x, rot: y}}}"))
                .isNotEmpty();
        assertThat(objections(asset, "{extract: {from: a, files: b}, colums: {}}"))
                .isNotEmpty();
        assertThat(objections(asset, "{extract: {from: a, files: b}, columns: {a: {tpye: bigint}}}"))
                .isNotEmpty();
        assertThat(objections(asset, "{extract: {from: a, files: b}, write: {dedup: {key: [a]}}}"))
                .isNotEmpty();
        assertThat(objections(asset, "{extract: {from: a, files: b}, columns: {a: {type: bigint}}}"))
                .isEmpty();
    }

    private static Schema schema(Path file) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
    }

    private static List<Path> yaml(Path folder) {
        return Folder.files(folder).stream()
                .filter(file -> file.toString().matches(".*\\.ya?ml"))
                .toList();
    }

    /** What is wrong with a file; that it is no YAML at all is one thing that may be. */
    private List<String> objections(Path file) {
        try {
            Schema schema = file.endsWith("levada.yml") ? project : asset;
            return objections(schema, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> objections(Schema schema, String text) {
        try {
            JsonNode content = YAML.readTree(text);
            List<String> objections = new ArrayList<>();
            schema.validate(content).forEach(error -> objections.add(error.toString()));
            return objections;
        } catch (JsonProcessingException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
