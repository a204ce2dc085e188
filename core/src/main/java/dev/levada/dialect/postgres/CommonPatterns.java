package dev.levada.dialect.postgres;

import java.util.regex.Pattern;

/**
 * Regular expressions that match the same texts everywhere, when only asked whether there is a match: letters, digits, blanks,
 * most punctuation, classes of such, groups, {@code ^ $ * + ? |}. Dots are left out because of line breaks, escapes such as
 * {@code \\d} because of other scripts.
 */
final class CommonPatterns {
    private static final String CLASS = "\\[(?:[A-Za-z0-9_ @.,:;/#%&=!~+*?]|[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9])+\\]";
    private static final String ATOM = "(?:[\\w @:,;/#%&=!~\"'<>-]|\\\\[.+*?()|$^\\[\\]{}\\\\/-]|" + CLASS + ")[*+?]?";
    private static final String GROUP = "\\((?:" + ATOM + ")+(?:\\|(?:" + ATOM + ")+)*\\)[*+?]?";
    private static final String SEQUENCE = "\\^?(?:" + ATOM + "|" + GROUP + ")+\\$?";
    private static final Pattern COMMON = Pattern.compile(SEQUENCE + "(?:\\|" + SEQUENCE + ")*");

    private CommonPatterns() {}

    static boolean isCommon(String pattern) {
        return COMMON.matcher(pattern).matches();
    }
}
