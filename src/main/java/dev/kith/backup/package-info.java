/** Writes all edges to a file, and brings them back. */
@NullMarked
package dev.kith.backup;

import org.jspecify.annotations.NullMarked;
