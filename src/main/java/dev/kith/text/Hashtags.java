package dev.kith.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kith.id.Ids;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Which hashtag has which id. Neither ever changes, so a process keeps those in use. */
@Singleton
public class Hashtags {

    private static final int KEPT = 100_000;

    private final HashtagRepository rows;
    private final TransactionOperations<Connection> transactions;
    private final Ids ids;
    private final Cache<String, Long> byTag =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Cache<Long, String> byId =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    Hashtags(HashtagRepository rows, TransactionOperations<Connection> transactions, Ids ids) {
        this.rows = rows;
        this.transactions = transactions;
        this.ids = ids;
    }

    /** The id of a hashtag, however it is written, if anything ever carried it. */
    public Optional<Long> find(String written) {
        var tag = TextParts.hashtag(written);
        return tag.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(known(List.of(tag)).get(tag));
    }

    /** The tags with these ids, in at most one trip. */
    public Map<Long, String> tags(Collection<Long> wanted) {
        var tags = new HashMap<>(byId.getAllPresent(wanted));
        var missing = wanted.stream().filter(id -> !tags.containsKey(id)).toArray(Long[]::new);
        if (missing.length > 0) {
            rows.findAll(missing).forEach(keep().andThen(row -> tags.put(row.id(), row.tag())));
        }
        return tags;
    }

    /** The ids of tags; who carries one for the first time gives it its id, for good, whatever becomes of the caller's transaction. */
    Map<String, Long> ids(Collection<String> tags) {
        var found = known(tags);
        var unknown =
                tags.stream().filter(tag -> !found.containsKey(tag)).distinct().toArray(String[]::new);
        if (unknown.length > 0) {
            var fresh = new ArrayList<Long>();
            for (int i = 0; i < unknown.length; i++) {
                fresh.add(ids.next());
            }
            transactions.execute(
                    TransactionDefinition.of(TransactionDefinition.Propagation.REQUIRES_NEW),
                    transaction -> rows.insert(fresh.toArray(Long[]::new), unknown));
            rows.named(unknown).forEach(keep().andThen(row -> found.put(row.tag(), row.id())));
        }
        return found;
    }

    private Map<String, Long> known(Collection<String> tags) {
        var found = new HashMap<>(byTag.getAllPresent(tags));
        var missing =
                tags.stream().filter(tag -> !found.containsKey(tag)).distinct().toArray(String[]::new);
        if (missing.length > 0) {
            rows.named(missing).forEach(keep().andThen(row -> found.put(row.tag(), row.id())));
        }
        return found;
    }

    private Consumer<HashtagRepository.Row> keep() {
        return row -> {
            byTag.put(row.tag(), row.id());
            byId.put(row.id(), row.tag());
        };
    }
}
