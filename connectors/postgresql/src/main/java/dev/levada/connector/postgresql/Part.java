package dev.levada.connector.postgresql;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of what is extracted: all of it, or the rows that lie in some pages of a table.
 *
 * @param index which of the parts it is, from 0
 * @param pages how many pages each part has; the last has what comes after it too, however many that are by then. 0 if parts
 *     differ by their conditions
 * @param relation the table as it stands in SQL; empty for a query
 * @param select the statement whose columns are read
 * @param condition over the rows of the table that are read; empty for all
 * @param fingerprint of the columns that it had when it was planned
 */
record Part(int index, int count, long pages, String relation, String select, String condition, String fingerprint) {
    /** 64 MiB of a table with the usual pages. */
    static final long USUAL_PAGES = 8192;

    /** What all parts of one extent have in common, and no part of another. */
    Part whole() {
        return new Part(0, count, pages, relation, select, "", fingerprint);
    }

    String token() {
        return index + " " + count + " " + pages + " " + fingerprint + " " + relation.length() + " " + select.length()
                + "\n" + relation + select + condition;
    }

    static Part of(String token) {
        int end = token.indexOf('\n');
        String[] head = token.substring(0, end).split(" ");
        int relation = end + 1 + Integer.parseInt(head[4]);
        int select = relation + Integer.parseInt(head[5]);
        return new Part(
                Integer.parseInt(head[0]),
                Integer.parseInt(head[1]),
                Long.parseLong(head[2]),
                token.substring(end + 1, relation),
                token.substring(relation, select),
                token.substring(select),
                head[3]);
    }

    /** The statement that copies the rows of this part. @param expressions what to select, separated by commas */
    String copy(String expressions) {
        String from = relation.isEmpty() ? within(select) : relation;
        return "copy (select " + expressions + " from " + from + range() + ") to stdout (format binary)";
    }

    /** A query as what another selects from; the line end closes a remark. */
    static String within(String query) {
        return "(" + query + "\n) as levada";
    }

    private String range() {
        List<String> conditions = new ArrayList<>();
        if (pages > 0 && index > 0) {
            conditions.add("ctid >= '(" + index * pages + ",0)'::tid");
        }
        if (pages > 0 && index < count - 1) {
            conditions.add("ctid < '(" + (index + 1) * pages + ",0)'::tid");
        }
        if (!condition.isEmpty()) {
            conditions.add("(" + condition + ")");
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }
}
