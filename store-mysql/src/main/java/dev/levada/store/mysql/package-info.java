/**
 * Tables in MySQL and MariaDB. Rows become visible by one transaction; what the server commits by itself, the making and changing
 * of tables, happens before and after it, in steps that are written down.
 */
@NullMarked
package dev.levada.store.mysql;

import org.jspecify.annotations.NullMarked;
