/** Home timelines: what those whom one follows have posted. */
@NullMarked
package dev.kith.timeline;

import org.jspecify.annotations.NullMarked;
