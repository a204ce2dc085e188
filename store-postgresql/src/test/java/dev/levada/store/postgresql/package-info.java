/** Tables in a real PostgreSQL server, which the tests start. */
package dev.levada.store.postgresql;
