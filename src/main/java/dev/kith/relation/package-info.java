/** Follows and blocks as callers see them: graph order, profile looks, visibility. */
@NullMarked
package dev.kith.relation;

import org.jspecify.annotations.NullMarked;
