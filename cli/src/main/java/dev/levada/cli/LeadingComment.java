package dev.levada.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Keeps SQL that begins with a comment from being taken for an option: it is moved behind a {@code --}. */
final class LeadingComment implements IParameterPreprocessor {
    private static final String END_OF_OPTIONS = "--";

    @Override
    public boolean preprocess(
            Stack<String> words, CommandSpec command, ArgSpec argument, Map<String, Object> information) {
        // The next word is the last of the stack.
        for (int i = words.size() - 1; i >= 0 && !words.get(i).equals(END_OF_OPTIONS); i--) {
            if (isComment(words.get(i), command)) {
                words.add(0, words.remove(i));
                words.add(1, END_OF_OPTIONS);
                break;
            }
        }
        return false;
    }

    /** No option has white space in its name, and a comment without any has no query behind it. */
    private static boolean isComment(String word, CommandSpec command) {
        boolean spaced = word.chars().anyMatch(Character::isWhitespace);
        return word.startsWith("--") && spaced && !command.optionsMap().containsKey(word.replaceFirst("(?s)=.*", ""));
    }
}
