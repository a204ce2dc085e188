package dev.levada.api;

/**
 * A part of an extract that is read on its own, by one thread, from its beginning.
 *
 * @param source how the user knows where its rows come from, such as a file's name or {@code crm.users}; kept with every
 *     row as {@code _source}
 * @param token what the source needs to find the part again; opaque to everybody else
 * @param bytes how much there is to read, 0 if unknown
 */
public record Split(String source, String token, long bytes) {}
