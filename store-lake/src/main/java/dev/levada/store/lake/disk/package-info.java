/** The local disk, as Iceberg needs it and with names that every file system takes. */
@NullMarked
package dev.levada.store.lake.disk;

import org.jspecify.annotations.NullMarked;
