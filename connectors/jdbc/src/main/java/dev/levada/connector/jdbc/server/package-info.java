/** What databases have in common whose columns hold values of one type, most of which are talked to over a network. */
@NullMarked
package dev.levada.connector.jdbc.server;

import org.jspecify.annotations.NullMarked;
