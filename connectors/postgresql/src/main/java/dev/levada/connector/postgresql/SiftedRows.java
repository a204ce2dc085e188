package dev.levada.connector.postgresql;

import dev.levada.api.cursor.CursorWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of a window of which those pass that were not read before. Two fields stand in front of each: its place in the window,
 * and the digest that it is known by.
 *
 * @param place the expression that gives the place, one of those of {@link dev.levada.api.cursor.Sieve}
 * @param sifting which rows pass
 */
record SiftedRows(String place, CursorWindow.Sifting sifting) {
    /** The fields in front of a row's own. */
    static final int FIELDS = 2;

    List<String> expressions() {
        return List.of("(" + place + ")::int4", digest(sifting.skip().columns()));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(place));
        lines.addAll(sifting.lines());
        return lines;
    }

    static SiftedRows parse(List<String> lines) {
        return new SiftedRows(lines.get(0), CursorWindow.Sifting.parse(lines.subList(1, lines.size())));
    }

    /**
     * What a row is known by: 128 bits of a hash of its values as text, made by the server, so that a planned run need not
     * fetch the rows themselves, and that a column of a wider type gives the same.
     */
    static String digest(List<String> columns) {
        String row = columns.stream().map(Server::quoted).collect(Collectors.joining(", ", "row(", ")"));
        return "left(encode(sha256(convert_to(" + row + "::text, 'UTF8')), 'hex'), 32)";
    }
}
