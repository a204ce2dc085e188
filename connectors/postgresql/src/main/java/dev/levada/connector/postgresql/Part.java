package dev.levada.connector.postgresql;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of what is extracted.
 *
 * @param index which of the parts it is, from 0
 * @param extent what all parts of one extent have in common, and no part of another
 * @param query what is extracted
 * @param condition which of its rows; empty for all
 * @param sifting how rows are told from those that were read before; empty if all are new
 */
record Part(int index, int count, String extent, Query query, String condition, Optional<SiftedRows> sifting) {
    private static final int LINES = 7;

    String token() {
        List<String> lines = new ArrayList<>(Stream.of(
                        index + " " + count,
                        extent,
                        query.from(),
                        query.select(),
                        query.fingerprint(),
                        query.hash(),
                        condition)
                .map(Part::encoded)
                .toList());
        sifting.ifPresent(rows -> rows.lines().forEach(line -> lines.add(encoded(line))));
        return String.join("\n", lines);
    }

    static Part of(String token) {
        List<String> lines = Stream.of(token.split("\n", -1)).map(Part::decoded).toList();
        String[] place = lines.get(0).split(" ", 2);
        return new Part(
                Integer.parseInt(place[0]),
                Integer.parseInt(place[1]),
                lines.get(1),
                new Query(lines.get(2), lines.get(3), lines.get(4), lines.get(5)),
                lines.get(6),
                lines.size() > LINES
                        ? Optional.of(SiftedRows.parse(lines.subList(LINES, lines.size())))
                        : Optional.empty());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The statement that copies the rows of this part. @param expressions what to select of them */
    String copy(List<String> expressions) {
        List<String> all = new ArrayList<>();
        sifting.ifPresent(rows -> all.addAll(rows.expressions()));
        all.addAll(expressions);
        return "copy (select " + String.join(", ", all) + " from " + query.from()
                + (condition.isEmpty() ? "" : " where " + condition) + ") to stdout (format binary)";
    }
}
