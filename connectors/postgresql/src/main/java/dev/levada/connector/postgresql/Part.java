package dev.levada.connector.postgresql;

/**
 * A part of what is extracted: all of it, or the rows that lie in some pages of a table.
 *
 * @param index which of the parts it is, from 0
 * @param pages how many pages each part has; the last has what comes after it too, however many that are by then
 * @param relation the table as it stands in SQL; empty for a query
 * @param select the statement whose columns are read
 * @param fingerprint of the columns that it had when it was planned
 */
record Part(int index, int count, long pages, String relation, String select, String fingerprint) {
    /** 64 MiB of a table with the usual pages. */
    static final long USUAL_PAGES = 8192;

    /** What all parts of one extent have in common, and no part of another. */
    Part whole() {
        return new Part(0, count, pages, relation, select, fingerprint);
    }

    String token() {
        return index + " " + count + " " + pages + " " + fingerprint + " " + relation.length() + "\n" + relation
                + select;
    }

    static Part of(String token) {
        int end = token.indexOf('\n');
        String[] head = token.substring(0, end).split(" ");
        int relation = end + 1 + Integer.parseInt(head[4]);
        return new Part(
                Integer.parseInt(head[0]),
                Integer.parseInt(head[1]),
                Long.parseLong(head[2]),
                token.substring(end + 1, relation),
                token.substring(relation),
                head[3]);
    }

    /** The statement that copies the rows of this part. @param expressions what to select, separated by commas */
    String copy(String expressions) {
        return "copy (select " + expressions + " from " + within(select + range()) + ") to stdout (format binary)";
    }

    /** A query as what another selects from; the line end closes a remark. */
    static String within(String query) {
        return "(" + query + "\n) as levada";
    }

    private String range() {
        if (count == 1) {
            return "";
        }
        String begin = " where ctid >= '(" + index * pages + ",0)'::tid";
        return index == count - 1 ? begin : begin + " and ctid < '(" + (index + 1) * pages + ",0)'::tid";
    }
}
