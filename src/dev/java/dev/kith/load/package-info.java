/** Reads other systems' networks from files and brings them into a running service. */
@NullMarked
package dev.kith.load;

import org.jspecify.annotations.NullMarked;
