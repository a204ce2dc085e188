/** Where tables live: the interface that stores implement, and the values that it speaks in. */
@NullMarked
package dev.levada.store;

import org.jspecify.annotations.NullMarked;
