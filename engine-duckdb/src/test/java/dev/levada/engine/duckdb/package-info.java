@NullMarked
package dev.levada.engine.duckdb;

import org.jspecify.annotations.NullMarked;
