package dev.levada.project.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.project.FakeConnector;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    private final ProjectSettings settings = new ProjectSettings(FakeConnector.all());

    private static JsonNode json(String text) throws java.io.IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void theProjectsSchemaKnowsEachConnectionByItsType() throws Exception {
        JsonNode schema = json(JsonSchema.project(settings));

        JsonNode connection = schema.at("/properties/connections/additionalProperties");
        assertThat(connection.at("/properties/type/enum")).hasToString("[\"files\",\"postgres\",\"sqlite\"]");
        assertThat(connection.at("/allOf/1/if/properties/type/const").asText()).isEqualTo("postgres");
        JsonNode postgres = connection.at("/allOf/1/then");
        assertThat(postgres.at("/additionalProperties").asBoolean(true)).isFalse();
        assertThat(postgres.at("/required")).hasToString("[\"type\",\"host\",\"database\"]");
        assertThat(postgres.at("/properties/port/default").asInt()).isEqualTo(5432);
        assertThat(postgres.at("/properties/port/anyOf/0/maximum").asInt()).isEqualTo(65_535);
    }

    @Test
    void theAssetsSchemaDescribesEachKey() throws Exception {
        JsonNode schema = json(JsonSchema.asset(settings));

        assertThat(schema.at("/$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.at("/additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.at("/required")).hasToString("[\"extract\"]");
        assertThat(schema.at("/properties/extract/anyOf")).hasSize(3);
        assertThat(schema.at("/properties/write/properties/mode/default").asText())
                .isEqualTo("overwrite");
        assertThat(schema.at("/properties/write/properties/mode/anyOf/0/enum"))
                .hasToString(
                        "[\"overwrite\",\"append\",\"overwrite_partitions\",\"upsert\",\"insert_only\",\"scd2\",\"scd3\"]");
        schema.get("properties")
                .forEach(property ->
                        assertThat(property.get("description").asText()).isNotBlank());
    }

    @Test
    void eachConnectorHasAPage() {
        Map<String, String> pages = ReferencePages.of(settings);

        assertThat(pages)
                .containsOnlyKeys(
                        "asset.md", "project.md", "connector-files.md", "connector-postgres.md", "connector-sqlite.md");
        assertThat(pages.get("connector-postgres.md"))
                .contains("| `password` | text |  | The user's password. Never shown. |")
                .contains("| `port` | whole number, 1 to 65535 | `5432` | The server's port. |");
        assertThat(pages.get("asset.md"))
                .contains("## `write.dedup`")
                .contains("## `columns.*`")
                .contains("## `checks[].freshness`");
        assertThat(ReferencePages.of(settings)).isEqualTo(pages);
    }
}
