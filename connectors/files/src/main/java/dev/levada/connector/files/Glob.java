package dev.levada.connector.files;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pattern of paths below a folder, with forward slashes: {@code *} and {@code ?} stand for characters of one name,
 * {@code **} for any number of folders (none too), <code>{a,b}</code> for alternatives, and {@code \} takes the next
 * character as it is. Capitals count.
 *
 * @param text as the project says it
 * @param base the leading folders that hold no wildcard, joined; empty for the root itself
 * @param depth how many names deep below the base it may match
 */
record Glob(String text, String base, int depth, Pattern pattern) {

    /** @throws LevadaException if it is not a pattern below the root */
    static Glob parse(String text) {
        List<String> names = names(text);
        int plain = 0;
        while (plain < names.size() - 1 && !isWild(names.get(plain))) {
            plain++;
        }
        int depth = names.contains("**") || text.contains("{") ? Integer.MAX_VALUE : names.size() - plain;
        return new Glob(
                text,
                unescaped(String.join("/", names.subList(0, plain))),
                depth,
                Pattern.compile(regex(String.join("/", names), text), Pattern.DOTALL));
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /** A pattern that matches that path alone. */
    static String literal(String path) {
        return path.replaceAll("[\\\\*?{},]", "\\\\$0");
    }

    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.strip().split("/", -1)) {
            if (!name.equals(".")) {
                names.add(name);
            }
        }
        if (names.isEmpty() || names.contains("") || names.contains("..")) {
            throw wrong(text, "it must name files below the connection's root, such as events/*.csv");
        }
        return names;
    }

    private static boolean isWild(String name) {
        return name.replaceAll("\\\\.", "").matches(".*[*?{}].*");
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private static String regex(String glob, String text) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> i = star(glob, i, regex);
                case '?' -> regex.append("[^/]");
                case '{' -> {
                    braces++;
                    regex.append("(?:");
                }
                case '}' -> regex.append(--braces >= 0 ? ")" : "");
                case ',' -> regex.append(braces > 0 ? "|" : ",");
                case '\\' -> regex.append(Pattern.quote(i + 1 < glob.length() ? glob.substring(++i, i + 1) : "\\"));
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
            if (braces < 0) {
                break;
            }
        }
        if (braces != 0) {
            throw wrong(text, "its braces are not in pairs");
        }
        return regex.toString();
    }

    /** Writes what the stars at that place stand for, and returns the place of the last character used. */
    private static int star(String glob, int at, StringBuilder regex) {
        boolean alone = glob.startsWith("**", at) && (at == 0 || glob.charAt(at - 1) == '/');
        if (alone && glob.startsWith("**/", at)) {
            regex.append("(?:[^/]+/)*");
            return at + 2;
        }
        if (alone && at + 2 == glob.length()) {
            regex.append(".*");
            return at + 1;
        }
        regex.append("[^/]*");
        return at;
    }

    private static LevadaException wrong(String text, String why) {
        return new LevadaException(
                "source.settings", Blame.PROJECT, "'" + text + "' is not a pattern of files: " + why);
    }
}
