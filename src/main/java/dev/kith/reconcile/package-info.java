/** Compares what two stores hold of the same facts, and has the side that is wrong brought in line. */
@NullMarked
package dev.kith.reconcile;

import org.jspecify.annotations.NullMarked;
