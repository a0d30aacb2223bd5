/** Replays the first answer when a creating request is sent again. */
@NullMarked
package dev.kith.idempotency;

import org.jspecify.annotations.NullMarked;
