/** What must hold for an asset's rows and for its table, as values without behaviour of any engine. */
@NullMarked
package dev.levada.contract;

import org.jspecify.annotations.NullMarked;
