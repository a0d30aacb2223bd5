/** Whether the stores answer. */
@NullMarked
package dev.kith.health;

import org.jspecify.annotations.NullMarked;
