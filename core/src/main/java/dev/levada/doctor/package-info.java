/** Whether what a project works with is as it should be: its connections, and this machine. */
@NullMarked
package dev.levada.doctor;

import org.jspecify.annotations.NullMarked;
