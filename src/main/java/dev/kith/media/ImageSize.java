package dev.kith.media;

/** How many pixels an image is wide and high; each at least one. */
record ImageSize(int width, int height) {

    ImageSize {
        Unsound.malformedUnless(width > 0 && height > 0);
    }

    /** Lying on its side. */
    ImageSize turned() {
        return new ImageSize(/* width= */ height, /* height= */ width);
    }

    long pixels() {
        return (long) width * height;
    }

    boolean contains(int x, int y, ImageSize part) {
        return (long) x + part.width <= width && (long) y + part.height <= height;
    }
}
