package dev.levada.api;

/**
 * How far a source was read: written by a source, kept with the commit that it belongs to, handed back to the same kind
 * of source for the next read, and opaque to everybody else.
 */
public record Checkpoint(String text) {}
