/** What others must learn, written with the fact itself and delivered at least once. */
@NullMarked
package dev.kith.outbox;

import org.jspecify.annotations.NullMarked;
