package dev.levada.dialect.postgres;

/** Functions of texts. Positions and lengths count characters in both. */
final class PostgresTexts {
    /** A collation that knows letters by Unicode alone. */
    static final String CASES = "COLLATE \"pg_c_utf8\"";

    /** What {@code trim} takes for blanks: Unicode's separators of words, but no tabs or line breaks. */
    private static final String BLANKS =
            "U&' \\00A0\\1680\\2000\\2001\\2002\\2003\\2004\\2005\\2006\\2007\\2008\\2009\\200A\\202F"
                    + "\\205F\\3000'";

    static final String RULES = """
            ||(varchar, varchar) -> ({0} || {1})
            ~~(varchar, varchar) -> ({0} LIKE {1} ESCAPE '')
            !~~(varchar, varchar) -> ({0} NOT LIKE {1} ESCAPE '')
            like_escape(varchar, varchar, char) -> ({0} LIKE {1} ESCAPE {2})
            not_like_escape(varchar, varchar, char) -> ({0} NOT LIKE {1} ESCAPE {2})
            ~~*(varchar, varchar) -> (LOWER_0 LIKE LOWER_1 ESCAPE '')
            !~~*(varchar, varchar) -> (LOWER_0 NOT LIKE LOWER_1 ESCAPE '')
            lower(varchar) -> LOWER_0
            upper(varchar) -> UPPER_0
            length(varchar) -> CAST(length({0}) AS bigint)
            strlen(varchar) -> CAST(octet_length({0}) AS bigint)
            substring(varchar, position) -> substr({0}, {1!})
            substring(varchar, position, count) -> substr({0}, {1!}, {2!})
            left(varchar, count) -> left({0}, {1!})
            right(varchar, count) -> right({0}, {1!})
            trim(varchar) -> btrim({0}, BLANKS)
            ltrim(varchar) -> ltrim({0}, BLANKS)
            rtrim(varchar) -> rtrim({0}, BLANKS)
            trim(varchar, literal) -> btrim({0}, {1})
            ltrim(varchar, literal) -> ltrim({0}, {1})
            rtrim(varchar, literal) -> rtrim({0}, {1})
            replace(varchar, literal, varchar) -> replace({0}, {1}, {2})
            position(varchar, literal) -> CAST(strpos({0}, {1}) AS bigint)
            contains(varchar, varchar) -> (strpos({0}, {1}) > 0)
            starts_with(varchar, varchar) -> starts_with({0}, {1})
            ends_with(varchar, varchar) -> (right({0}, length({1})) = {1})
            lpad(varchar, count, literal) -> lpad({0}, {1!}, {2})
            rpad(varchar, count, literal) -> rpad({0}, {1!}, {2})
            repeat(varchar, count) -> repeat({0}, {1!})
            string_split(varchar, literal) -> CASE WHEN {0} = '' THEN ARRAY[''] ELSE string_to_array({0}, {1}) END
            md5(varchar) -> md5({0})
            """.replace("LOWER_0", cased("lower", "{0}"))
            .replace("LOWER_1", cased("lower", "{1}"))
            // The one letter whose capital DuckDB knows and PostgreSQL does not.
            .replace("UPPER_0", cased("upper", "replace({0}, 'ß', 'ẞ')"))
            .replace("BLANKS", BLANKS);

    private PostgresTexts() {}

    private static String cased(String function, String text) {
        return "(" + function + "(" + text + " " + CASES + ") COLLATE \"C\")";
    }
}
