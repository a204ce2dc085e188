/** What every store must do, and a store without a disk format that does it. */
@NullMarked
package dev.levada.testing.store;

import org.jspecify.annotations.NullMarked;
