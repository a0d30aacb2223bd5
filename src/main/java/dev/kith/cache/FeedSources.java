package dev.kith.cache;

import dev.kith.graph.IdSet;
import dev.kith.id.IdRange;
import dev.kith.id.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From where a profile's home timeline comes.
 *
 * @param followees whom it follows, and since when
 * @param kept whom it followed before and of whom it keeps what it saw, and until when that was
 * @param floors of some of both: the least id of a post that belongs
 * @param communities that it is a member of
 */
public record FeedSources(IdSet followees, IdSet kept, IdSet floors, IdSet communities) {

    /** All of whom posts belong. */
    public List<Long> authors() {
        var authors = new ArrayList<>(followees.toList());
        authors.addAll(kept.toList());
        return authors;
    }

    /** Which posts of an author belong; none for those who are no source. */
    public Optional<IdRange> range(long author) {
        var from = floors.time(author).orElse(0);
        if (followees.has(author)) {
            return Optional.of(IdRange.from(from));
        }
        var until = kept.time(author);
        return until.isEmpty()
                ? Optional.empty()
                : Optional.of(new IdRange(
                        from,
                        Ids.firstAt(Instant.ofEpochMilli(until.getAsLong()).plusMillis(1))));
    }

    /** The same of each of these. */
    public Map<Long, IdRange> ranges(Collection<Long> authors) {
        var ranges = new LinkedHashMap<Long, IdRange>();
        authors.forEach(author -> range(author).ifPresent(range -> ranges.put(author, range)));
        return ranges;
    }
}
