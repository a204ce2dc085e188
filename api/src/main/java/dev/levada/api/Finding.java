package dev.levada.api;

/**
 * What a look at something that Levada works with found.
 *
 * @param topic what it is about, in a word or two
 * @param text what was found, as a sentence
 * @param advice what to do; empty if there is nothing
 */
public record Finding(Level level, String topic, String text, String advice) {

    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        GOOD,
        /** Good to know. */
        NOTE,
        /** Works, and should be changed. */
        WARNING,
        /** Does not work. */
        PROBLEM
    }

    public static Finding good(String topic, String text) {
        return new Finding(Level.GOOD, topic, text, "");
    }

    public static Finding note(String topic, String text, String advice) {
        return new Finding(Level.NOTE, topic, text, advice);
    }

    public static Finding warning(String topic, String text, String advice) {
        return new Finding(Level.WARNING, topic, text, advice);
    }

    /** Of a failure, whose message says what to do itself. */
    public static Finding problem(String topic, String text) {
        return new Finding(Level.PROBLEM, topic, text, "");
    }
}
