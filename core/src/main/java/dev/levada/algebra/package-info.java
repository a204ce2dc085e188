/**
 * Queries as an engine understood them: names resolved, types known, conversions written out. What an engine reads, and
 * dialects of other databases are written from.
 */
@NullMarked
package dev.levada.algebra;

import org.jspecify.annotations.NullMarked;
