package dev.kith.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The parts of a graph that were read so far, in a file beside the one that is to be made: one after the other as they came, of those that were read again the last. Only where each begins
 * is held.
 */
final class GraphParts implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.createDefault();

    private final FileChannel file;
    private final TreeMap<Long, Part> profiles = new TreeMap<>();
    private final TreeMap<Long, Part> communities = new TreeMap<>();

    /**
     * Where a part is.
     *
     * @param lines how many, less the one that ends it
     */
    record Part(String of, long after, long to, String print, long offset, int lines) {}

    /** Takes in what another attempt has left there, as far as it is whole. */
    GraphParts(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var begin = 0L;
        var end = 0L;
        var lines = 0;
        try (var reader = Files.newBufferedReader(path)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                end += line.getBytes(UTF_8).length + 1L;
                if (GraphFile.kind(line).equals("PART") && end <= file.size()) {
                    put(line, begin, lines);
                    begin = end;
                    lines = 0;
                } else {
                    lines++;
                }
            }
        }
        file.truncate(begin);
        file.position(begin);
    }

    /** The parts of profiles or communities, in order. */
    NavigableMap<Long, Part> of(String of) {
        return of.equals("PROFILE") ? profiles : communities;
    }

    /** Up to where parts follow one on the other, from an id on. */
    long reached(String of, long from) {
        var reached = from;
        for (var part = of(of).get(reached); part != null; part = of(of).get(reached)) {
            reached = part.to();
        }
        return reached;
    }

    /** Keeps a part, the last line of which says what it is. Those that lie in it are no longer of use. */
    Part add(List<String> lines) throws IOException {
        var begin = file.position();
        var text = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(UTF_8));
        while (text.hasRemaining()) {
            file.write(text);
        }
        return put(lines.getLast(), begin, lines.size() - 1);
    }

    void forget(Part part) {
        of(part.of()).remove(part.after());
    }

    /** Reads the lines of a part, less the last. */
    void read(Part part, Consumer<String> reader) {
        try {
            var position = file.position();
            file.position(part.offset());
            var lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(file), UTF_8));
            for (int i = 0; i < part.lines(); i++) {
                reader.accept(Objects.requireNonNull(lines.readLine()));
            }
            file.position(position);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Part put(String end, long begin, int lines) throws IOException {
        var said = Objects.requireNonNull(JSON.readValue(end, JsonNode.class));
        var part = new Part(
                said(said, "of"),
                Long.parseLong(said(said, "after")),
                Long.parseLong(said(said, "to")),
                said(said, "print"),
                begin,
                lines);
        of(part.of()).subMap(part.after(), true, part.to(), false).clear();
        of(part.of()).put(part.after(), part);
        return part;
    }

    private static String said(JsonNode line, String name) {
        return Objects.requireNonNull(line.get(name)).getStringValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
