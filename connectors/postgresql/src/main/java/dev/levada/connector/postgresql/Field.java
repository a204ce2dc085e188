package dev.levada.connector.postgresql;

import dev.levada.api.Column;

/**
 * A column of a result.
 *
 * @param column its name and the type in which its values are delivered
 * @param expression what to select for it
 * @param cell how its values are taken out of what the server sends
 * @param order the server's type whose order its values have, if rows may arrive in it; else empty
 */
record Field(Column column, String expression, Cell cell, String order) {}
