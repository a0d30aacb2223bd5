package dev.kith.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a body without holding one that is too long; such a line reads as one that is no JSON. */
public final class LineReader {

    private final BufferedReader reader;
    private final int max;

    /** @param max how many characters a line may have */
    public LineReader(InputStream body, int max) {
        this.reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        this.max = max;
    }

    /** The next line; null after the last. */
    public @Nullable String next() throws IOException {
        var text = new StringBuilder();
        var any = false;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            any = true;
            if (c == '\n') {
                break;
            }
            if (text.length() <= max) {
                text.append((char) c);
            }
        }
        if (!any) {
            return null;
        }
        return text.length() > max ? "line longer than " + max + " characters" : text.toString();
    }
}
