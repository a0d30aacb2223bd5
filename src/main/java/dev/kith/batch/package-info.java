/** Batches: the same done for many pairs of profiles, by and by, whatever falls over meanwhile. */
@NullMarked
package dev.kith.batch;

import org.jspecify.annotations.NullMarked;
