package dev.levada.cli.terminal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Commands for a user to type next, as a shell takes them. The only place that spells them.
 *
 * @param options lead to the same project and environment, such as {@code -p shop}; each word on its own
 */
public record Commands(List<String> options) {
    private static final Pattern PLAIN = Pattern.compile("[\\w./@%+=:,-]+");
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\w./-])levada (?=(?:check|plan|run|show|query|runs|quarantine|discover)\\b)");

    public Commands {
        options = List.copyOf(options);
    }

    /** A command. */
    public String of(String... words) {
        return of(List.of(words));
    }

    /** A command of words that may hold anything. */
    public String of(List<String> words) {
        return "levada " + spelled(Stream.concat(words.stream(), options.stream()));
    }

    /** A text whose author knew no options: the commands that it names get them. */
    public String within(String text) {
        return options.isEmpty()
                ? text
                : MENTION.matcher(text)
                        .replaceAll(Matcher.quoteReplacement("levada " + spelled(options.stream()) + " "));
    }

    private static String spelled(Stream<String> words) {
        return words.map(Commands::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
