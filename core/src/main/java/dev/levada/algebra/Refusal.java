package dev.levada.algebra;

/**
 * Something in a query that has no equivalent elsewhere.
 *
 * @param offset where it stands in the query's text, from 0, in characters; negative if unknown
 * @param what it is, such as {@code asof join}
 * @param why it is refused, a sentence
 */
public record Refusal(int offset, String what, String why) {}
