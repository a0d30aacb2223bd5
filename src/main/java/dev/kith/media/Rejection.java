package dev.kith.media;

import java.util.Locale;

/** Why an upload is not served. */
enum Rejection {
    EXPIRED("It was not completed in time."),
    WRONG_SIZE("It has not as many bytes as were announced."),
    WRONG_TYPE("It is not of the content type that was announced."),
    WRONG_CHECKSUM("It has not the SHA-256 that was announced."),
    TRUNCATED("It ends before it should."),
    MALFORMED("It is not built as its format demands."),
    TRAILING_DATA("Something follows after its end."),
    FOREIGN_CONTENT("It holds a document, a script or an archive as well."),
    TOO_MANY_PIXELS("It has more pixels than an image may have."),
    CROP_OUTSIDE("The part to be shown lies outside of it.");

    private final String detail;

    Rejection(String detail) {
        this.detail = detail;
    }

    String detail() {
        return detail;
    }

    /** As it is told to callers. */
    String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
