/** What others must learn of changes in Postgres, written with the fact itself and sent at least once. */
@NullMarked
package dev.kith.outbox;

import org.jspecify.annotations.NullMarked;
