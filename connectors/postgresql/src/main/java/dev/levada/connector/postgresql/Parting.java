package dev.levada.connector.postgresql;

import dev.levada.api.cursor.Cursor;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.cursor.CursorWindow;
import dev.levada.api.cursor.Sieve;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides in which parts something is read.
 *
 * @param bytes how much a part has at least, if there is more than one
 */
record Parting(Connection connection, Target target, long bytes) {

    /** A part before it is known how many there are. */
    private record Piece(String condition, Optional<SiftedRows> sifting) {}

    /** All rows. */
    List<Part> all() throws SQLException {
        return parts(pieces(""));
    }

    /** The rows within a window: first those that may have been read before, then those that are new. */
    List<Part> within(CursorWindow window) throws SQLException {
        String name = Server.quoted(window.cursor().column());
        List<Piece> pieces = new ArrayList<>();
        SiftedRows sifting = new SiftedRows(place(window, name), window.sifting());
        String known = Query.all(List.of(target.filter(), known(window, name)));
        pieces.add(new Piece(known, Optional.of(sifting)));
        if (!window.to().equals(window.last())) {
            pieces.addAll(pieces(fresh(window, name)));
        }
        return parts(pieces);
    }

    /** What says of each row that may have been read before where it lies. */
    private static String place(CursorWindow window, String name) {
        int valueless = window.sifting().remembers() ? Sieve.REMEMBERED : Sieve.READ_BEFORE;
        String place = "case when " + name + " is null then " + valueless;
        if (window.zone().isPresent()) {
            place += " when " + name + " >= " + Literal.of(window.zone().get()) + " then " + Sieve.REMEMBERED;
        }
        return place + " else " + Sieve.READ_BEFORE + " end";
    }

    /** Each range has both of its ends, so that an index need not be read beyond them. */
    private static String known(CursorWindow window, String name) {
        List<String> ranges = new ArrayList<>(List.of(name + " is null"));
        if (window.zone().isPresent()) {
            ranges.add(range(name, ">=", window.zone(), "<=", window.to()));
        }
        if (window.last().isPresent() && window.start() == Cursor.Start.INCLUSIVE) {
            ranges.add(range(name, ">=", window.from(), "<=", window.last()));
        }
        return "(" + String.join(" or ", ranges) + ")";
    }

    /** The rows beyond the last value, up to where rows are remembered. */
    private static String fresh(CursorWindow window, String name) {
        String begin = window.last().isPresent() ? ">" : ">=";
        Optional<CursorValue> from = window.last().isPresent() ? window.last() : window.from();
        return window.zone().isPresent()
                ? range(name, begin, from, "<", window.zone())
                : range(name, begin, from, "<=", window.to());
    }

    private static String range(
            String name, String begin, Optional<CursorValue> from, String end, Optional<CursorValue> to) {
        String low =
                from.map(value -> name + " " + begin + " " + Literal.of(value)).orElse("");
        String high =
                to.map(value -> name + " " + end + " " + Literal.of(value)).orElse("");
        return "(" + Query.all(List.of(low, high)) + ")";
    }

    private List<Piece> pieces(String condition) throws SQLException {
        String rows = Query.all(List.of(target.filter(), condition));
        List<String> ranges =
                rows.isEmpty() || scansAll(rows) ? PageRanges.conditions(target.leaves(), bytes) : List.of("");
        return ranges.stream()
                .map(range -> new Piece(Query.all(List.of(range, rows)), Optional.empty()))
                .toList();
    }

    /** Whether the server would look at every row to find these; else it has an index that finds them sooner. */
    private boolean scansAll(String condition) throws SQLException {
        if (target.leaves().isEmpty()) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery(
                        "explain select 1 from " + target.query().from() + " where " + condition)) {
            while (lines.next()) {
                if (lines.getString(1).contains("Seq Scan on ")) {
                    return true;
                }
            }
            return false;
        }
    }

    private List<Part> parts(List<Piece> pieces) {
        StringBuilder text = new StringBuilder(target.query().select());
        pieces.forEach(piece -> text.append('\n').append(piece.condition()));
        String extent = UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        List<Part> parts = new ArrayList<>();
        for (Piece piece : pieces) {
            parts.add(
                    new Part(parts.size(), pieces.size(), extent, target.query(), piece.condition(), piece.sifting()));
        }
        return parts;
    }
}
