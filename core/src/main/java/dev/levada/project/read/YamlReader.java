package dev.levada.project.read;

import dev.levada.problem.Position;
import dev.levada.project.read.Yaml.Entry;
import dev.levada.project.read.Yaml.Kind;
import dev.levada.project.read.Yaml.Mapping;
import dev.levada.project.read.Yaml.Scalar;
import dev.levada.project.read.Yaml.Sequence;
import dev.levada.project.read.Yaml.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 (core schema) with places. One instance reads one text. */
final class YamlReader {
    /** Aliases can make a small file stand for a huge one. */
    private static final int MOST_NODES = 200_000;

    private static final int DEEPEST = 64;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowNonScalarKeys(true)
            .setMaxAliasesForCollections(1_000)
            .build();

    private final SourceText source;
    private final Problems problems;
    private int nodes;

    YamlReader(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** What the text says; an empty text is an empty mapping. Empty, with a problem, if it is not YAML. */
    Optional<Yaml> read() {
        try {
            Optional<Node> root = new Compose(SETTINGS).composeString(source.text());
            return Optional.of(root.isPresent() ? convert(root.get(), 0) : new Mapping(Map.of(), source.start()));
        } catch (MarkedYamlEngineException e) {
            Position position =
                    e.getProblemMark().or(e::getContextMark).map(this::at).orElse(source.start());
            return broken(position, sentence(e));
        } catch (ReaderException e) {
            return broken(source.at(e.getPosition()), "a control character stands here");
        } catch (YamlEngineException e) {
            return broken(source.start(), String.valueOf(e.getMessage()));
        } catch (TooMuchException e) {
            return broken(source.start(), "its aliases nest too deep or stand for too much");
        }
    }

    private Optional<Yaml> broken(Position position, String why) {
        problems.add(position, "syntax", "This is not YAML: " + why + ".");
        return Optional.empty();
    }

    private static String sentence(MarkedYamlEngineException e) {
        if (e.getProblem().contains("\\t")) {
            return "a tab stands here; indent with spaces";
        }
        String context = e.getContext() == null ? "" : " " + e.getContext();
        return e.getProblem() + context;
    }

    private Yaml convert(Node node, int depth) {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw new TooMuchException();
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (node instanceof SequenceNode sequence) {
            List<Yaml> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(convert(item, depth + 1)));
            return new Sequence(items, start(node));
        }
        return mapping((MappingNode) node, depth);
    }

    private Mapping mapping(MappingNode node, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Position position = start(tuple.getKeyNode());
            Entry entry = new Entry(position, convert(tuple.getValueNode(), depth + 1));
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(position, "syntax", "A key must be a word, not a list or a mapping.");
                continue;
            }
            Entry first = entries.putIfAbsent(key.getValue(), entry);
            if (first != null) {
                problems.add(
                        position,
                        "duplicate-key",
                        "The key '" + key.getValue() + "' stands here a second time; the first is in line "
                                + first.position().line() + ".");
            }
        }
        return new Mapping(entries, start(node));
    }

    private Scalar scalar(ScalarNode node) {
        Kind kind = kind(node);
        Style style = switch (node.getScalarStyle()) {
            case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
            case LITERAL, FOLDED -> Style.BLOCK;
            default -> Style.PLAIN;
        };
        int from = node.getStartMark().map(this::offset).orElse(0);
        int to = node.getEndMark().map(this::offset).orElse(from);
        return new Scalar(node.getValue(), kind, style, source, from, to);
    }

    private Kind kind(ScalarNode node) {
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return Kind.NOTHING;
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return Kind.NUMBER;
        }
        if (tag.equals(Tag.BOOL)) {
            return Kind.FLAG;
        }
        if (!tag.equals(Tag.STR)) {
            problems.add(start(node), "syntax", "The tag '" + tag.getValue() + "' is not known here. Leave it out.");
        }
        return Kind.TEXT;
    }

    private Position start(Node node) {
        return node.getStartMark().map(this::at).orElse(source.start());
    }

    private Position at(Mark mark) {
        return new Position(source.file(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    private int offset(Mark mark) {
        return source.offsetOfCodePoint(mark.getIndex());
    }

    private static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
