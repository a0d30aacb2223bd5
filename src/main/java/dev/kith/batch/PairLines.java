package dev.kith.batch;

import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.MalformedId;
import dev.kith.id.ProfileId;
import dev.kith.web.LineReader;
import dev.kith.web.Problem;
import dev.kith.web.Problems;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads pairs from lines, one at a time. A line that is none is a {@link Problem} with its number. */
final class PairLines implements Iterator<Pair> {

    private static final int LONGEST = 1_024;
    private static final String COLUMNS = "sourceId,targetId";
    private static final Pattern ROW = Pattern.compile("(\"?)(\\d+)\\1,(\"?)(\\d+)\\3");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final LineReader lines;
    private final @Nullable JsonMapper json;
    private final int most;
    private int line;
    private int count;
    private @Nullable Pair next;

    private PairLines(InputStream body, @Nullable JsonMapper json, int most) {
        this.lines = new LineReader(body, LONGEST);
        this.json = json;
        this.most = most;
    }

    /** Two columns, with or without their names in the first line. */
    static PairLines csv(InputStream body, int most) {
        return new PairLines(body, null, most);
    }

    /** An object a line, with {@code sourceId} and {@code targetId}. */
    static PairLines ndjson(InputStream body, JsonMapper json, int most) {
        return new PairLines(body, json, most);
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = read();
        }
        return next != null;
    }

    @Override
    public Pair next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        var pair = next;
        next = null;
        return pair;
    }

    private @Nullable Pair read() {
        try {
            for (var text = lines.next(); text != null; text = lines.next()) {
                line++;
                var trimmed = (line == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).strip();
                if (trimmed.isEmpty() || (line == 1 && json == null && trimmed.equals(COLUMNS))) {
                    continue;
                }
                if (++count > most) {
                    throw Problem.of(
                            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                            "too-many-pairs",
                            "A batch may have " + most + " pairs. Send more in several.");
                }
                var pair = json == null ? row(trimmed) : object(json, trimmed);
                if (pair.source() == pair.target()) {
                    throw bad("must not have the same source and target");
                }
                return pair;
            }
            return null;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Pair row(String text) {
        var row = ROW.matcher(text);
        if (!row.matches()) {
            throw bad("must be " + COLUMNS);
        }
        try {
            return new Pair(
                    ProfileId.of(row.group(2)).value(),
                    ProfileId.of(row.group(4)).value());
        } catch (MalformedId malformed) {
            throw bad(String.valueOf(malformed.getMessage()));
        }
    }

    private Pair object(JsonMapper mapper, String text) {
        try {
            var read = mapper.readValue(text, NewBatch.PairOf.class);
            if (read == null) {
                throw Problem.malformed("line", "must be a JSON object");
            }
            return read.pair("");
        } catch (Problem incomplete) {
            throw bad(incomplete.detail());
        } catch (IOException unreadable) {
            throw bad(Problems.of(unreadable).map(Problem::detail).orElse("must be a JSON object"));
        }
    }

    private Problem bad(String why) {
        return Problem.malformed("line " + line, why).with("line", line);
    }
}
