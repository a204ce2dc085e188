package dev.levada.project.reference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.api.Setting;
import java.util.List;

/**
 * JSON Schemas (draft 2020-12) of project files, which editors complete and check from. A file names its schema in a
 * comment, for example {@code # yaml-language-server: $schema=../../asset.schema.json}.
 *
 * <p>What takes more than one file to know, such as which assets there are, is left to the reader of projects.
 */
public final class JsonSchema {
    /** What the project file's schema is best called. */
    public static final String PROJECT_FILE = "levada.schema.json";

    /** What the schema of an asset's {@code .yml} file is best called. */
    public static final String ASSET_FILE = "asset.schema.json";

    private JsonSchema() {}

    /** The schema of {@code levada.yml}. */
    public static String project(ProjectSettings settings) {
        return schema("Levada project", settings.all());
    }

    /** The schema of an asset's {@code .yml} file, whatever the connections are called. */
    public static String asset(ProjectSettings settings) {
        return schema("Levada asset", AssetSettings.extractOfAny(settings.connectors()));
    }

    private static String schema(String title, List<Setting> settings) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", title);
        schema.setAll(ShapeSchema.keys(settings));
        schema.set("$defs", ShapeSchema.definitions());
        return schema.toPrettyString().replace("\r\n", "\n") + "\n";
    }
}
