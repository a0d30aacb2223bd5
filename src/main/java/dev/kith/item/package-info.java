/** What posts and comments are shown with. */
@NullMarked
package dev.kith.item;

import org.jspecify.annotations.NullMarked;
