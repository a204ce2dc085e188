/** Looking after tables: their history, going back, forgetting, clearing away, and laying out anew. */
@NullMarked
package dev.levada.store.lake.upkeep;

import org.jspecify.annotations.NullMarked;
