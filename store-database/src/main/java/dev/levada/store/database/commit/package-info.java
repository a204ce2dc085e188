/** How what was staged becomes visible in a database. */
@NullMarked
package dev.levada.store.database.commit;

import org.jspecify.annotations.NullMarked;
