package dev.levada.dialect;

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
            ~~*(varchar, varchar) -> (LOWER{0}) LIKE LOWER{1}) ESCAPE '')
            !~~*(varchar, varchar) -> (LOWER{0}) NOT LIKE LOWER{1}) ESCAPE '')
            lower(varchar) -> LOWER{0})
            lcase(varchar) -> LOWER{0})
            upper(varchar) -> UPPER{0})
            ucase(varchar) -> UPPER{0})
            length(varchar) -> CAST(length({0}) AS bigint)
            len(varchar) -> CAST(length({0}) AS bigint)
            char_length(varchar) -> CAST(length({0}) AS bigint)
            character_length(varchar) -> CAST(length({0}) AS bigint)
            strlen(varchar) -> CAST(octet_length({0}) AS bigint)
            substring(varchar, position) -> substr({0}, {1!})
            substring(varchar, position, count) -> substr({0}, {1!}, {2!})
            substr(varchar, position) -> substr({0}, {1!})
            substr(varchar, position, count) -> substr({0}, {1!}, {2!})
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
            strpos(varchar, literal) -> CAST(strpos({0}, {1}) AS bigint)
            instr(varchar, literal) -> CAST(strpos({0}, {1}) AS bigint)
            contains(varchar, varchar) -> (strpos({0}, {1}) > 0)
            starts_with(varchar, varchar) -> starts_with({0}, {1})
            prefix(varchar, varchar) -> starts_with({0}, {1})
            ^@(varchar, varchar) -> starts_with({0}, {1})
            ends_with(varchar, varchar) -> (right({0}, length({1})) = {1})
            suffix(varchar, varchar) -> (right({0}, length({1})) = {1})
            lpad(varchar, count, literal) -> lpad({0}, {1!}, {2})
            rpad(varchar, count, literal) -> rpad({0}, {1!}, {2})
            repeat(varchar, count) -> repeat({0}, {1!})
            split_part(varchar, literal, position) -> split_part({0}, {1}, {2!})
            md5(varchar) -> md5({0})
            """.replace("LOWER{0})", "lower({0} " + CASES + ") COLLATE \"C\"")
            .replace("LOWER{1})", "lower({1} " + CASES + ") COLLATE \"C\"")
            .replace("UPPER{0})", "(upper({0} " + CASES + ") COLLATE \"C\")")
            .replace(
                    "lower(varchar) -> lower({0} " + CASES + ") COLLATE \"C\"",
                    "lower(varchar) -> (lower({0} " + CASES + ") COLLATE \"C\")")
            .replace(
                    "lcase(varchar) -> lower({0} " + CASES + ") COLLATE \"C\"",
                    "lcase(varchar) -> (lower({0} " + CASES + ") COLLATE \"C\")")
            .replace("BLANKS", BLANKS);

    private PostgresTexts() {}
}
