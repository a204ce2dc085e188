package dev.levada.project.read;

import dev.levada.api.Names;
import dev.levada.api.Setting;
import dev.levada.api.Shape;
import dev.levada.problem.Position;
import dev.levada.project.read.Value.Group;
import dev.levada.project.read.Value.Many;
import dev.levada.project.read.Yaml.Entry;
import dev.levada.project.read.Yaml.Mapping;
import dev.levada.project.read.Yaml.Scalar;
import dev.levada.project.read.Yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what YAML says by its declaration. What does not fit is told as a problem and left out; a value may also be
 * left out without a problem, when its references are not to be resolved.
 */
final class ShapeReader {
    private final ScalarReader scalars;
    private final Problems problems;
    private final Set<String> secrets;

    /** @param secrets the values of secret settings are added to it */
    ShapeReader(References references, Set<String> secrets, Problems problems) {
        this.scalars = new ScalarReader(references, problems);
        this.problems = problems;
        this.secrets = secrets;
    }

    /** Known keys; what does not fit is missing from the group. */
    Group group(Yaml yaml, List<Setting> settings, Label label) {
        return read(yaml, new Shape.Keys(settings), label)
                .map(Group.class::cast)
                .orElseGet(() -> Group.empty(yaml.position()));
    }

    Optional<Value> read(Yaml yaml, Shape shape, Label label) {
        if (shape instanceof Shape.AnyOf any) {
            return alternative(yaml, any, label);
        }
        if (shape instanceof Shape.ListOf list) {
            return list(yaml, list, label);
        }
        if (shape instanceof Shape.MapOf map) {
            return mapping(yaml, shape, label).map(mapping -> map(mapping, map, label));
        }
        if (shape instanceof Shape.Keys keys) {
            return mapping(yaml, shape, label).map(mapping -> keys(mapping, keys.settings(), label));
        }
        if (shape instanceof Shape.Kinds kinds) {
            return mapping(yaml, shape, label).flatMap(mapping -> kinds(mapping, kinds, label));
        }
        if (yaml instanceof Scalar scalar && !scalar.isNothing()) {
            return scalars.read(scalar, shape, label).map(Value.class::cast);
        }
        return misfit(yaml, shape, label);
    }

    private Optional<Value> alternative(Yaml yaml, Shape.AnyOf any, Label label) {
        for (Shape shape : any.alternatives()) {
            if (Shapes.fits(yaml, shape)) {
                return read(yaml, shape, label);
            }
        }
        return misfit(yaml, any, label);
    }

    private Optional<Value> list(Yaml yaml, Shape.ListOf list, Label label) {
        if (!Shapes.fits(yaml, list)) {
            return misfit(yaml, list, label);
        }
        List<Yaml> items = yaml instanceof Sequence sequence ? sequence.items() : List.of(yaml);
        List<Value> values = new ArrayList<>();
        items.forEach(item -> read(item, list.element(), label.entry()).ifPresent(values::add));
        return Optional.of(new Many(values, yaml.position()));
    }

    private Optional<Mapping> mapping(Yaml yaml, Shape shape, Label label) {
        if (yaml instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        if (yaml.says(Yaml.Kind.NOTHING)) {
            return Optional.of(new Mapping(Map.of(), yaml.position()));
        }
        misfit(yaml, shape, label);
        return Optional.empty();
    }

    private Value map(Mapping mapping, Shape.MapOf map, Label label) {
        Map<String, Value> values = new LinkedHashMap<>();
        Map<String, Position> keys = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            keys.put(key, entry.position());
            read(entry.value(), map.value(), label.child(key)).ifPresent(value -> values.put(key, value));
        });
        return new Group(values, keys, mapping.position());
    }

    private Optional<Value> kinds(Mapping mapping, Shape.Kinds kinds, Label label) {
        String key = kinds.key().name();
        Optional<Yaml> word = mapping.value(key);
        if (word.isEmpty()) {
            missing(mapping, kinds.key(), label);
            return Optional.empty();
        }
        return read(word.get(), new Shape.Text(), label.child(key)).flatMap(value -> {
            String text = value.plain().toString();
            List<Setting> others = kinds.settings().get(text);
            if (others == null) {
                problems.add(
                        value.position(),
                        "unknown-" + kinds.noun().replace(' ', '-'),
                        "There is no " + kinds.noun() + " '" + text + "'. "
                                + Names.hint(text, kinds.settings().keySet()));
                return Optional.empty();
            }
            List<Setting> all = new ArrayList<>(List.of(kinds.key()));
            all.addAll(others);
            return Optional.of(keys(mapping, all, label));
        });
    }

    private Group keys(Mapping mapping, List<Setting> settings, Label label) {
        unknownKeys(mapping, settings, label);
        Map<String, Value> values = new LinkedHashMap<>();
        Map<String, Position> keys = new LinkedHashMap<>();
        for (Setting setting : settings) {
            Entry entry = mapping.entries().get(setting.name());
            if (entry != null) {
                keys.put(setting.name(), entry.position());
            }
            value(mapping, setting, label).ifPresent(value -> values.put(setting.name(), value));
        }
        return new Group(values, keys, mapping.position());
    }

    private Optional<Value> value(Mapping mapping, Setting setting, Label label) {
        Optional<Yaml> given = mapping.value(setting.name());
        if (given.isPresent()) {
            Optional<Value> value = read(given.get(), setting.shape(), label.child(setting.name()));
            if (setting.secret()) {
                value.ifPresent(this::keepSecret);
            }
            return value;
        }
        if (setting.required()) {
            missing(mapping, setting, label);
        }
        String fallback = setting.fallback();
        return fallback == null
                ? Optional.empty()
                : read(Shapes.written(fallback, mapping.position()), setting.shape(), label.child(setting.name()));
    }

    private void missing(Mapping mapping, Setting setting, Label label) {
        Entry entry = mapping.entries().get(setting.name());
        problems.add(
                entry == null ? mapping.position() : entry.position(),
                "missing-key",
                label.subject() + " needs '" + setting.name() + "': " + setting.description());
    }

    /** Tells the keys that have no declaration. */
    void unknownKeys(Mapping mapping, List<Setting> settings, Label label) {
        Set<String> known =
                new LinkedHashSet<>(settings.stream().map(Setting::name).toList());
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.add(
                        entry.position(),
                        "unknown-key",
                        "Unknown key '" + key + "' in " + label.name() + ". " + Names.hint(key, known));
            }
        });
    }

    private Optional<Value> misfit(Yaml yaml, Shape shape, Label label) {
        problems.add(
                yaml.position(),
                "wrong-type",
                label.subject() + " must be " + Shapes.describe(shape) + ", but is " + Shapes.describe(yaml) + ".");
        return Optional.empty();
    }

    private void keepSecret(Value value) {
        if (value instanceof Value.Single single) {
            secrets.add(single.text());
        } else if (value instanceof Many many) {
            many.items().forEach(this::keepSecret);
        } else if (value instanceof Group group) {
            group.values().values().forEach(this::keepSecret);
        }
    }
}
