/** How often things were reacted to, shared and commented. */
@NullMarked
package dev.kith.count;

import org.jspecify.annotations.NullMarked;
