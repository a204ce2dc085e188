/** Microsoft SQL Server. */
@NullMarked
package dev.levada.connector.jdbc.sqlserver;

import org.jspecify.annotations.NullMarked;
