package dev.kith.media;

import io.micronaut.serde.annotation.Serdeable;

/** A smaller image of a medium, as its row knows it. */
@Serdeable
record Thumbnail(String key, int width, int height) {}
