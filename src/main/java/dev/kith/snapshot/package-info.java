/** Who follows whom, held in the heap: for what reads more of the graph than can be asked of its home. */
@NullMarked
package dev.kith.snapshot;

import org.jspecify.annotations.NullMarked;
