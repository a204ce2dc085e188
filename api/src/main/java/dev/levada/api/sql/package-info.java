/** What connectors that talk JDBC to a server have in common: failures that pass, and moments that several sessions see. */
@NullMarked
package dev.levada.api.sql;

import org.jspecify.annotations.NullMarked;
