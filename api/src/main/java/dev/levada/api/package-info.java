/**
 * What a connector sees of Levada, in JDK types only.
 *
 * <p>A connector implements {@link dev.levada.api.Connector} and {@link dev.levada.api.Source}, and, unless the engine
 * can read the data by itself, {@link dev.levada.api.Reader}. Threads, retries, batching, checkpoints, progress and
 * metrics belong to the engine; a connector only reads.
 */
@NullMarked
package dev.levada.api;

import org.jspecify.annotations.NullMarked;
