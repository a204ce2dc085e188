/** H2, within this program or as a server. */
@NullMarked
package dev.levada.connector.jdbc.h2;

import org.jspecify.annotations.NullMarked;
