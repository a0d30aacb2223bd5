package dev.kith.media;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a medium is to those who look at it. */
@Schema(name = "MediaType")
public enum MediaKind {
    IMAGE,
    VIDEO
}
