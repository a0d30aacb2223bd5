/** What texts refer to: mentions and hashtags. */
@NullMarked
package dev.kith.text;

import org.jspecify.annotations.NullMarked;
