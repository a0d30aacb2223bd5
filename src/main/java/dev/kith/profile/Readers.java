package dev.kith.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kith.id.ProfileId;
import dev.kith.web.Problems;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who reads, for work that is done ahead: it is done for those. It is noted by and by, and of each reader about once an hour; what a process has not noted when it ends
 * is lost, and noted when they read again.
 */
@Singleton
public class Readers implements ErasedWithProfile {

    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    private static final int AT_ONCE = 1_000;

    private final ReaderRepository readers;
    private final Cache<Long, Boolean> noted = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofHours(1))
            .maximumSize(1_000_000)
            .build();
    private final Set<Long> fresh = ConcurrentHashMap.newKeySet();

    Readers(ReaderRepository readers) {
        this.readers = readers;
    }

    /** Costs next to nothing. */
    public void reads(ProfileId reader) {
        if (noted.getIfPresent(reader.value()) == null) {
            noted.put(reader.value(), true);
            fresh.add(reader.value());
        }
    }

    /** Those who have read since a time, in order of their ids. */
    public List<ProfileId> since(Instant time, long after, int most) {
        return readers.page(time, after, most).stream().map(ProfileId::new).toList();
    }

    /** How many have. */
    public int countSince(Instant time) {
        return readers.count(time);
    }

    @Override
    public void erase(ProfileId deleted) {
        readers.erase(deleted.value());
    }

    @Scheduled(fixedDelay = "2s")
    void note() {
        while (!fresh.isEmpty()) {
            var some = fresh.stream().limit(AT_ONCE).toList();
            try {
                readers.note(some.toArray(Long[]::new));
            } catch (RuntimeException failed) {
                var store = Problems.storeDown(failed).orElseThrow(() -> failed);
                LOG.debug("readers are noted later: {} is down", store);
                return;
            }
            some.forEach(fresh::remove);
        }
    }
}
