package dev.kith.load;

/** Where something was read; lines count from 1. */
record Origin(String file, long line) {
    @Override
    public String toString() {
        return file + " line " + line;
    }
}
