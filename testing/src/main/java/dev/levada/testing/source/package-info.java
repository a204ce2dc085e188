/**
 * The contract of every source, as a suite of tests: extend {@link dev.levada.testing.source.SourceContract}, and say
 * what the source holds and what it can do.
 */
@NullMarked
package dev.levada.testing.source;

import org.jspecify.annotations.NullMarked;
