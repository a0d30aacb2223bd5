package dev.kith.media;

import java.util.Arrays;
import java.util.Optional;

/** The formats that are taken. */
enum MediaFormat {
    JPEG("image/jpeg", MediaKind.IMAGE),
    PNG("image/png", MediaKind.IMAGE),
    WEBP("image/webp", MediaKind.IMAGE),
    GIF("image/gif", MediaKind.IMAGE),
    MP4("video/mp4", MediaKind.VIDEO);

    /** As many bytes of a file tell which of these it is. */
    static final int MAGIC_BYTES = 12;

    private static final int[] PNG_SIGNATURE = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private final String contentType;
    private final MediaKind kind;

    MediaFormat(String contentType, MediaKind kind) {
        this.contentType = contentType;
        this.kind = kind;
    }

    String contentType() {
        return contentType;
    }

    MediaKind kind() {
        return kind;
    }

    static Optional<MediaFormat> of(String contentType) {
        return Arrays.stream(values())
                .filter(format -> format.contentType.equals(contentType))
                .findFirst();
    }

    /** What a file is by its first bytes, whatever it is said to be. */
    static Optional<MediaFormat> sniff(byte[] head) {
        if (has(head, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (has(head, 0, PNG_SIGNATURE)) {
            return Optional.of(PNG);
        }
        if (has(head, 0, 'R', 'I', 'F', 'F') && has(head, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        }
        if (has(head, 0, 'G', 'I', 'F', '8', '7', 'a') || has(head, 0, 'G', 'I', 'F', '8', '9', 'a')) {
            return Optional.of(GIF);
        }
        return has(head, 4, 'f', 't', 'y', 'p') ? Optional.of(MP4) : Optional.empty();
    }

    private static boolean has(byte[] head, int at, int... expected) {
        if (head.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((head[at + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
