/** Images and videos: from the upload, through what is checked of them, to how they are shown. */
@NullMarked
package dev.kith.media;

import org.jspecify.annotations.NullMarked;
