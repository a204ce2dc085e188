/**
 * What every pair of an engine and a store does with a table's rows, and a model of it that is plain rather than fast. The
 * model follows {@code docs/guide/write-modes.md} sentence by sentence and shares no code with what it judges.
 */
@NullMarked
package dev.levada.testing.writes;

import org.jspecify.annotations.NullMarked;
