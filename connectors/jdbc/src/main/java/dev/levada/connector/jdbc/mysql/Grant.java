package dev.levada.connector.jdbc.mysql;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user may do in databases.
 *
 * @param databases their names as a pattern, in which {@code %} and {@code _} stand for others unless a backslash is
 *     before them
 */
record Grant(String rights, String databases) {
    private static final Pattern SPELLING = Pattern.compile("GRANT (.+) ON (\\*|`.+`)\\.\\* TO .*", Pattern.DOTALL);

    static Optional<Grant> parse(String spelled) {
        Matcher matcher = SPELLING.matcher(spelled);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String on = matcher.group(2);
        String databases =
                on.equals("*") ? "%" : on.substring(1, on.length() - 1).replace("``", "`");
        return Optional.of(new Grant(matcher.group(1).toUpperCase(Locale.ROOT), databases));
    }

    /** Whether it allows locking tables of that database. */
    boolean locks(String database) {
        boolean right = rights.contains("ALL PRIVILEGES") || rights.contains("LOCK TABLES");
        return right && Pattern.matches(regex(), database);
    }

    private String regex() {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < databases.length(); i++) {
            char c = databases.charAt(i);
            if (c == '\\' && i + 1 < databases.length()) {
                regex.append(Pattern.quote(String.valueOf(databases.charAt(++i))));
            } else if (c == '%') {
                regex.append(".*");
            } else {
                regex.append(c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
