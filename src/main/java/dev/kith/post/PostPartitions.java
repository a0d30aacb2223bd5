package dev.kith.post;

import dev.kith.id.Ids;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sees to it that the month of each post has its partition: the coming one long before it begins, past ones when posts are moved in. */
@Singleton
class PostPartitions {

    private final PostRepository posts;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    PostPartitions(PostRepository posts, TransactionOperations<Connection> transactions, Clock clock) {
        this.posts = posts;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1d", initialDelay = "1s")
    void lookAhead() {
        var month = monthOf(clock.instant());
        cover(month);
        cover(month.plusMonths(1));
    }

    /** Makes the months that posts with these ids need. */
    void cover(Collection<Long> ids) {
        ids.stream().map(id -> monthOf(Ids.timeOf(id))).distinct().forEach(this::cover);
    }

    /** In a transaction of its own, so that nobody else waits for the caller's. */
    private void cover(YearMonth month) {
        if (!known.contains(month)) {
            transactions.execute(
                    TransactionDefinition.of(TransactionDefinition.Propagation.REQUIRES_NEW),
                    transaction ->
                            posts.makePartition(month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
            known.add(month);
        }
    }

    private static YearMonth monthOf(Instant time) {
        return YearMonth.from(time.atZone(ZoneOffset.UTC));
    }
}
