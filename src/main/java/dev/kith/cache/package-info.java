/** What can be worked out again, kept near: in Redis for all instances, and for a while in the process. */
@NullMarked
package dev.kith.cache;

import org.jspecify.annotations.NullMarked;
