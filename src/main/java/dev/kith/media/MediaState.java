package dev.kith.media;

import io.swagger.v3.oas.annotations.media.Schema;

/** How far a medium has come. */
@Schema(name = "MediaState")
public enum MediaState {
    /** Its upload is awaited, or not checked yet. */
    PENDING,
    /** It was checked, and is served. */
    READY,
    /** It was checked, and is no more. */
    REJECTED
}
