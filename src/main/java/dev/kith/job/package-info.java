/** Work that takes long or comes round by the clock, carried out by JobRunr on the instances that do jobs. */
@NullMarked
package dev.kith.job;

import org.jspecify.annotations.NullMarked;
