/** What people and machines are told. */
@NullMarked
package dev.levada.report;

import org.jspecify.annotations.NullMarked;
