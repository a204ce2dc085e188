/**
 * Reads files of a folder: CSV and Parquet, which the engine reads by itself, and JSON, which is split into documents
 * here.
 */
@NullMarked
package dev.levada.connector.files;

import org.jspecify.annotations.NullMarked;
