/** Ids: 64 bits, ordered by time, unique across instances, decimal strings on the wire. */
@NullMarked
package dev.kith.id;

import org.jspecify.annotations.NullMarked;
