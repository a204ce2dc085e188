/** What connectors to databases have in common, whatever they talk to the database with. */
@NullMarked
package dev.levada.api.table;

import org.jspecify.annotations.NullMarked;
