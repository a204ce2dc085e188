package dev.levada.project.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.api.Setting;
import dev.levada.api.Shape;
import java.util.ArrayList;
import java.util.List;

/** Shapes as JSON Schema. */
final class ShapeSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REFERENCE = "#/$defs/reference";
    private static final String SPAN =
            "^(\\s*\\d+\\s*(ms|milliseconds?|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w" + "|weeks?)\\s*)+$";
    private static final String PERCENT = "^\\s*\\d+(\\.\\d*)?\\s*%\\s*$";

    private ShapeSchema() {}

    /** What the schemas refer to. */
    static ObjectNode definitions() {
        ObjectNode reference = JSON.objectNode().put("type", "string").put("pattern", "\\$\\{");
        reference.put("description", "A value with ${env:NAME}, ${file:path} or ${var:NAME} in it.");
        return JSON.objectNode().set("reference", reference);
    }

    static ObjectNode keys(List<Setting> settings) {
        ObjectNode schema = JSON.objectNode();
        schema.set("type", JSON.arrayNode().add("object").add("null"));
        ObjectNode properties = schema.putObject("properties");
        settings.forEach(setting -> properties.set(setting.name(), setting(setting)));
        schema.put("additionalProperties", false);
        if (settings.stream().anyMatch(Setting::required)) {
            schema.put("type", "object");
            ArrayNode required = schema.putArray("required");
            settings.stream().filter(Setting::required).forEach(setting -> required.add(setting.name()));
        }
        return schema;
    }

    private static ObjectNode setting(Setting setting) {
        ObjectNode schema = JSON.objectNode().put("description", setting.description());
        String fallback = setting.fallback();
        if (fallback != null) {
            fallback(schema, setting.shape(), fallback);
        }
        schema.setAll(shape(setting.shape()));
        return schema;
    }

    private static void fallback(ObjectNode schema, Shape shape, String fallback) {
        if (shape instanceof Shape.Flag) {
            schema.put("default", Boolean.parseBoolean(fallback));
        } else if (shape instanceof Shape.Whole) {
            schema.put("default", Long.parseLong(fallback));
        } else {
            schema.put("default", fallback);
        }
    }

    private static ObjectNode shape(Shape shape) {
        if (shape instanceof Shape.Keys keys) {
            return keys(keys.settings());
        }
        if (shape instanceof Shape.MapOf map) {
            ObjectNode schema = JSON.objectNode();
            schema.set("type", JSON.arrayNode().add("object").add("null"));
            return schema.set("additionalProperties", shape(map.value()));
        }
        if (shape instanceof Shape.Kinds kinds) {
            return kinds(kinds);
        }
        if (shape instanceof Shape.ListOf list) {
            ObjectNode element = shape(list.element());
            ObjectNode array = JSON.objectNode().put("type", "array").set("items", element);
            return list.element() instanceof Shape.Keys ? array : anyOf(List.of(element, array));
        }
        if (shape instanceof Shape.AnyOf any) {
            return anyOf(any.alternatives().stream().map(ShapeSchema::shape).toList());
        }
        return scalar(shape);
    }

    private static ObjectNode scalar(Shape shape) {
        if (shape instanceof Shape.Text || shape instanceof Shape.Scalar) {
            ObjectNode schema = JSON.objectNode();
            return schema.set(
                    "type", JSON.arrayNode().add("string").add("number").add("boolean"));
        }
        List<ObjectNode> alternatives = new ArrayList<>(exactly(shape));
        alternatives.add(JSON.objectNode().put("$ref", REFERENCE));
        return anyOf(alternatives);
    }

    /** The spellings of a value without references. */
    private static List<ObjectNode> exactly(Shape shape) {
        if (shape instanceof Shape.Choice choice) {
            ArrayNode words = JSON.arrayNode();
            choice.words().forEach(words::add);
            return List.of(JSON.objectNode().set("enum", words));
        }
        if (shape instanceof Shape.Whole whole) {
            return List.of(whole(whole));
        }
        if (shape instanceof Shape.Span) {
            return List.of(JSON.objectNode().put("type", "string").put("pattern", SPAN));
        }
        if (shape instanceof Shape.Share) {
            ObjectNode fraction =
                    JSON.objectNode().put("type", "number").put("minimum", 0).put("maximum", 1);
            return List.of(JSON.objectNode().put("type", "string").put("pattern", PERCENT), fraction);
        }
        return List.of(JSON.objectNode().put("type", shape instanceof Shape.Flag ? "boolean" : "number"));
    }

    private static ObjectNode whole(Shape.Whole whole) {
        ObjectNode schema = JSON.objectNode().put("type", "integer");
        if (whole.min() != Long.MIN_VALUE) {
            schema.put("minimum", whole.min());
        }
        return whole.max() == Long.MAX_VALUE ? schema : schema.put("maximum", whole.max());
    }

    /** Which keys there are depends on one word; editors follow {@code if} and {@code then}. */
    private static ObjectNode kinds(Shape.Kinds kinds) {
        String key = kinds.key().name();
        ArrayNode words = JSON.arrayNode();
        kinds.settings().keySet().forEach(words::add);
        ObjectNode word = JSON.objectNode().put("description", kinds.key().description());
        word.set("enum", words);
        ObjectNode schema = JSON.objectNode().put("type", "object");
        schema.putObject("properties").set(key, word);
        schema.putArray("required").add(key);
        ArrayNode cases = schema.putArray("allOf");
        kinds.settings().forEach((kind, settings) -> {
            List<Setting> all = new ArrayList<>(List.of(kinds.key()));
            all.addAll(settings);
            ObjectNode condition = JSON.objectNode();
            condition.putObject("properties").putObject(key).put("const", kind);
            cases.addObject()
                    .<ObjectNode>set(
                            "if", condition.set("required", JSON.arrayNode().add(key)))
                    .set("then", keys(all));
        });
        return schema;
    }

    private static ObjectNode anyOf(List<ObjectNode> alternatives) {
        ObjectNode schema = JSON.objectNode();
        ArrayNode all = schema.putArray("anyOf");
        alternatives.forEach(all::add);
        return schema;
    }
}
