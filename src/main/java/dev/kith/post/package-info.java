/** Posts: their texts, mentions and hashtags. */
@NullMarked
package dev.kith.post;

import org.jspecify.annotations.NullMarked;
