/** Profiles: the people and pages that follow, block and write. */
@NullMarked
package dev.kith.profile;

import org.jspecify.annotations.NullMarked;
