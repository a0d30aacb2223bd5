/** The one rule on who may see whom, and what of them. */
@NullMarked
package dev.kith.visibility;

import org.jspecify.annotations.NullMarked;
