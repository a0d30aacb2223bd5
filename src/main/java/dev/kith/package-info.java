/** The connections service: the way in, and one package for each feature. */
@NullMarked
package dev.kith;

import org.jspecify.annotations.NullMarked;
