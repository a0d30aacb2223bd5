/** Likes and stars, on posts and on comments. */
@NullMarked
package dev.kith.reaction;

import org.jspecify.annotations.NullMarked;
