/** What is said to posts. */
@NullMarked
package dev.kith.comment;

import org.jspecify.annotations.NullMarked;
