/** Any database whose JDBC driver users bring. */
@NullMarked
package dev.levada.connector.jdbc.generic;

import org.jspecify.annotations.NullMarked;
