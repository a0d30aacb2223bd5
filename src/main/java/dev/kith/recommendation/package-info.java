/** Whom profiles should meet. */
@NullMarked
package dev.kith.recommendation;

import org.jspecify.annotations.NullMarked;
