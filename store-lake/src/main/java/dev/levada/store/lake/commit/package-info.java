/** Changes of tables, from what is staged to one step of the catalog. */
@NullMarked
package dev.levada.store.lake.commit;

import org.jspecify.annotations.NullMarked;
