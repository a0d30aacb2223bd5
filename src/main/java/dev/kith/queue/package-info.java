/** The queues that messages go through, and the workers at their ends. */
@NullMarked
package dev.kith.queue;

import org.jspecify.annotations.NullMarked;
