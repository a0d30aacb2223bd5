package dev.kith.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A backup of all edges: a first line that says what it is, a line for each node, then one for each edge, and a last line with a fingerprint of all between. So a file
 * that was cut off, or changed, is known for it before anything is done.
 */
public final class GraphFile {
    static final String KIND = "kind";
    static final int VERSION = 1;

    private static final String FIRST = "KITH_GRAPH";
    private static final String LAST = "END";
    private static final JsonMapper JSON = JsonMapper.createDefault();

    private GraphFile() {}

    /**
     * What is in a file.
     *
     * @param at when the graph was so
     * @param total how many lines of nodes and edges there are
     * @param kinds how many of each kind
     * @param fingerprint of all of them; the same for graphs that are the same
     */
    public record Contents(String at, long total, Map<String, Long> kinds, String fingerprint) {}

    /** Counts lines and makes their fingerprint. */
    static final class Sum {
        private final MessageDigest digest;
        private final Map<String, Long> kinds = new TreeMap<>();
        private long total;

        Sum() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        void add(String line) {
            kinds.merge(kind(line), 1L, Long::sum);
            total++;
            digest.update(line.getBytes(UTF_8));
            digest.update((byte) '\n');
        }

        Contents contents(String at) {
            return new Contents(at, total, Map.copyOf(kinds), HexFormat.of().formatHex(digest.digest()));
        }
    }

    static String first(String at, Map<String, Long> kinds) throws IOException {
        var line = new LinkedHashMap<String, Object>();
        line.put(KIND, FIRST);
        line.put("version", VERSION);
        line.put("at", at);
        line.put("kinds", new TreeMap<>(kinds));
        return JSON.writeValueAsString(line);
    }

    static String last(Contents contents) throws IOException {
        var line = new LinkedHashMap<String, Object>();
        line.put(KIND, LAST);
        line.put("lines", contents.total());
        line.put("fingerprint", contents.fingerprint());
        return JSON.writeValueAsString(line);
    }

    /** The kind of a line that the service wrote: it comes first. */
    static String kind(String line) {
        var begin = "{\"kind\":\"";
        var end = line.indexOf('"', begin.length());
        return line.startsWith(begin) && end > 0 ? line.substring(begin.length(), end) : "";
    }

    /**
     * Reads a file to its end.
     *
     * @throws Unsound when it is not whole, was changed, or is of a version that is not known
     */
    public static Contents verify(Path file) throws IOException {
        var sum = new Sum();
        try (var lines = open(file)) {
            var first = tree(lines.readLine(), 1);
            if (!FIRST.equals(text(first, KIND))) {
                throw new Unsound("%s is no backup of the graph: its first line does not say so".formatted(file));
            }
            if (number(first, "version") != VERSION) {
                throw new Unsound("%s is of version %d; this program reads version %d"
                        .formatted(file, number(first, "version"), VERSION));
            }
            while (true) {
                var line = lines.readLine();
                if (line == null) {
                    throw cut(file, sum);
                }
                var read = tree(line, sum.total + 2);
                if (LAST.equals(text(read, KIND))) {
                    return checked(file, first, read, sum, lines.readLine());
                }
                sum.add(line);
            }
        } catch (EOFException | ZipException cut) {
            throw cut(file, sum);
        }
    }

    /** The lines of nodes and edges of a file that was verified, after so many of them. */
    static BufferedReader lines(Path file, long after) throws IOException {
        var lines = open(file);
        for (long passed = 0; passed <= after; passed++) {
            lines.readLine();
        }
        return lines;
    }

    private static Contents checked(Path file, JsonNode first, JsonNode last, Sum sum, @Nullable String more) {
        var contents = sum.contents(text(first, "at"));
        if (more != null) {
            throw new Unsound("%s goes on after its last line".formatted(file));
        }
        if (number(last, "lines") != contents.total() || !counts(first).equals(contents.kinds())) {
            throw new Unsound("%s has %,d lines and should have %,d: it was changed"
                    .formatted(file, contents.total(), number(last, "lines")));
        }
        if (!text(last, "fingerprint").equals(contents.fingerprint())) {
            throw new Unsound(
                    "%s was changed: its lines have another fingerprint than when it was written".formatted(file));
        }
        return contents;
    }

    private static Map<String, Long> counts(JsonNode first) {
        var counts = new TreeMap<String, Long>();
        var kinds = first.get("kinds");
        if (kinds != null && kinds.isObject()) {
            kinds.entries()
                    .forEach(kind -> counts.put(kind.getKey(), kind.getValue().getLongValue()));
        }
        return counts;
    }

    private static Unsound cut(Path file, Sum sum) {
        return new Unsound("%s is cut off after %,d lines: its last line is missing".formatted(file, sum.total));
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(PackedFile.open(file), UTF_8));
    }

    private static JsonNode tree(@Nullable String line, long number) {
        try {
            var read = line == null ? null : JSON.readValue(line, JsonNode.class);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (IOException _) {
            // told below
        }
        throw new Unsound("line %,d can't be read: it is cut off, or was changed".formatted(number));
    }

    private static String text(JsonNode line, String name) {
        var value = line.get(name);
        return value == null || !value.isString() ? "" : value.getStringValue();
    }

    private static long number(JsonNode line, String name) {
        var value = line.get(name);
        return value == null || !value.isNumber() ? -1 : value.getLongValue();
    }
}
