package dev.levada.connector.jdbc;

import dev.levada.api.cursor.CursorValue;
import dev.levada.api.cursor.CursorWindow;
import dev.levada.api.table.Columns;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of what is extracted, or all of it.
 *
 * @param index which of the parts it is, from 0
 * @param table the table's name in SQL; empty for a statement
 * @param base the statement whose columns were planned
 * @param fingerprint of those columns
 * @param sql what gives the rows
 * @param values what its parameters hold
 * @param sifting which of the rows pass, if they come with their place in a window behind their columns
 */
record Part(
        int index,
        int count,
        String table,
        String base,
        String fingerprint,
        String sql,
        List<CursorValue> values,
        Optional<CursorWindow.Sifting> sifting) {
    /** Where a table's name ends in the SQL of a part, so that it can be shown as of a moment. */
    static final String MOMENT = "/*moment*/";

    Part {
        values = List.copyOf(values);
    }

    /** The only part. */
    static Part whole(Query query, String sql, List<CursorValue> values, Optional<CursorWindow.Sifting> sifting) {
        return new Part(
                0,
                1,
                query.table().map(Relation::sql).orElse(""),
                query.base(),
                Columns.fingerprint(query.columns()),
                sql,
                values,
                sifting);
    }

    /** What all parts of one extent have in common, and no part of another. */
    String extent() {
        return count + " " + fingerprint + " " + base;
    }

    /** The token of the split that reads it: lines, of which those of the window come last. */
    String token() {
        List<String> lines = new ArrayList<>(List.of(
                index + " " + count + " " + values.size() + " " + fingerprint,
                encoded(table),
                encoded(base),
                encoded(sql)));
        values.forEach(value -> lines.add(value.line()));
        sifting.ifPresent(sifted -> lines.addAll(sifted.lines()));
        return String.join("\n", lines);
    }

    static Part of(String token) {
        List<String> lines = List.of(token.split("\n", -1));
        String[] head = lines.get(0).split(" ", -1);
        int begin = 4;
        int end = begin + Integer.parseInt(head[2]);
        List<String> sifting = lines.subList(end, lines.size());
        return new Part(
                Integer.parseInt(head[0]),
                Integer.parseInt(head[1]),
                decoded(lines.get(1)),
                decoded(lines.get(2)),
                head[3],
                decoded(lines.get(3)),
                lines.subList(begin, end).stream().map(CursorValue::parse).toList(),
                sifting.isEmpty() ? Optional.empty() : Optional.of(CursorWindow.Sifting.parse(sifting)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
