/** Where queries are computed: by the engine, or in the database that their inputs live in. */
@NullMarked
package dev.levada.pushdown;

import org.jspecify.annotations.NullMarked;
