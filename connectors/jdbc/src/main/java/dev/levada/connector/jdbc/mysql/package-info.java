/** MySQL and MariaDB, which talk alike. */
@NullMarked
package dev.levada.connector.jdbc.mysql;

import org.jspecify.annotations.NullMarked;
