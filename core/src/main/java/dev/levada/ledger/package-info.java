/** What was run, when, and how it ended. */
@NullMarked
package dev.levada.ledger;

import org.jspecify.annotations.NullMarked;
