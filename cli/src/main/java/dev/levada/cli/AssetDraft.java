package dev.levada.cli;

import dev.levada.api.Column;
import dev.levada.api.Offer;
import dev.levada.api.Type;
import dev.levada.cli.terminal.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The first text of an asset's file, from what a connection offers. */
final class AssetDraft {
    /** Plain scalars that YAML would not read as the text they are. */
    private static final Set<String> MISREAD = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n", "~");

    private final Json json = new Json(UnaryOperator.identity());

    /** The text, in YAML. */
    String text(String connection, Offer offer, List<Column> columns) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(comment(offer.title())).append(", found by `levada discover ");
        text.append(comment(connection)).append(" --write`.\n");
        text.append("# The columns are what was found there. What must hold for them is yours to add, such as\n");
        text.append("# required: true, unique: true, min: 0, in: [a, b].\n");
        text.append("extract:\n  from: ").append(scalar(connection)).append('\n');
        new TreeMap<>(offer.extract())
                .forEach((key, value) -> text.append("  ")
                        .append(scalar(key))
                        .append(": ")
                        .append(value(value))
                        .append('\n'));
        text.append(columns.isEmpty() ? "" : "columns:\n");
        columns.forEach(column -> text.append("  ")
                .append(scalar(column.name()))
                .append(": {type: ")
                .append(type(column.type()))
                .append("}\n"));
        return text.toString();
    }

    private static String comment(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** Nested values as JSON, which YAML reads too. */
    private String value(Object value) {
        return value instanceof Map || value instanceof List || value instanceof Number || value instanceof Boolean
                ? json.line(value)
                : scalar(value.toString());
    }

    private String type(Type type) {
        return type instanceof Type.Primitive ? type.sql().toLowerCase(Locale.ROOT) : scalar(type.sql());
    }

    private String scalar(String text) {
        boolean plain = text.matches("[A-Za-z_][A-Za-z0-9_./-]*") && !MISREAD.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : json.line(text);
    }
}
