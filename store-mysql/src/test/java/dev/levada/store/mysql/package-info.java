/** Tables in a real MariaDB server, which the tests start. */
package dev.levada.store.mysql;
