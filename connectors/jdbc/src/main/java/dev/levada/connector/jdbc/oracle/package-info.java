/** Oracle Database, by a driver that users bring. */
@NullMarked
package dev.levada.connector.jdbc.oracle;

import org.jspecify.annotations.NullMarked;
