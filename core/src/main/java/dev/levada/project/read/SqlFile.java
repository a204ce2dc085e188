package dev.levada.project.read;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .sql} file taken apart.
 *
 * @param header the YAML in the comment that starts with {@code levada}; blank where the rest of the file stands
 * @param query the query, without the semicolon behind it; empty if there is none
 */
record SqlFile(Optional<SourceText> header, Optional<Excerpt> query) {
    private static final Pattern HEADER = Pattern.compile("/\\*[ \\t]*levada(?=\\s|\\*/)");
    private static final Pattern TAIL = Pattern.compile("[\\s;]*\\z");

    static SqlFile split(SourceText source, Problems problems) {
        String text = source.text();
        Matcher header = HEADER.matcher(text);
        int start = skipComments(text, 0, header);
        if (!header.find(start) || header.start() != start) {
            tellLateHeader(source, header.reset(), start, problems);
            return new SqlFile(Optional.empty(), query(source, 0));
        }
        int close = text.indexOf("*/", header.end());
        if (close < 0) {
            problems.add(source.at(start), "syntax", "The header is not closed: '*/' is missing behind it.");
            return new SqlFile(Optional.empty(), Optional.of(Excerpt.of(source, text.length(), text.length())));
        }
        Optional<SourceText> yaml = Optional.of(source.only(header.end(), close));
        tellLateHeader(source, header, close, problems);
        return new SqlFile(yaml, query(source, close + 2));
    }

    private static Optional<Excerpt> query(SourceText source, int from) {
        String text = source.text();
        int start = from;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        Matcher tail = TAIL.matcher(text);
        int end = tail.find(start) ? tail.start() : text.length();
        return skipComments(text, start, null) >= end ? Optional.empty() : Optional.of(Excerpt.of(source, start, end));
    }

    private static void tellLateHeader(SourceText source, Matcher header, int from, Problems problems) {
        if (header.find(from)) {
            problems.add(
                    source.at(header.start()), "misplaced-header", "The header must stand before the query, and once.");
        }
    }

    /** The offset of the first character that is neither blank nor in a comment; stops at a header, if one is sought. */
    private static int skipComments(String text, int from, @Nullable Matcher header) {
        int at = from;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at) && !isHeader(header, text, at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return at;
            }
        }
        return at;
    }

    private static boolean isHeader(@Nullable Matcher header, String text, int at) {
        return header != null && header.region(at, text.length()).lookingAt();
    }
}
