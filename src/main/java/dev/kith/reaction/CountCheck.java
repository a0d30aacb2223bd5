package dev.kith.reaction;

import dev.kith.count.Tally;
import dev.kith.outbox.OutboxConsumer;
import dev.kith.reaction.RecountRepository.Miscounted;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds out whether what is counted of posts and comments is as the rows are. */
@Singleton
public class CountCheck {

    /** The type of messages that have items counted anew. */
    public static final String REPAIR = "repair.count";

    private final RecountRepository rows;

    /** What is told of an item, and what should be. */
    public record Wrong(Tally told, Tally are) {}

    CountCheck(RecountRepository rows) {
        this.rows = rows;
    }

    /** The next items on which something hangs, after one and up to another, in order of their ids. */
    public List<Long> items(long after, long to, int most) {
        return rows.items(after, to, most);
    }

    /** Those of these items that are counted wrongly. */
    public Map<Long, Wrong> wrong(Collection<Long> items) {
        return rows.miscounted(items.toArray(Long[]::new)).stream()
                .collect(Collectors.toMap(Miscounted::id, row -> new Wrong(row.told(), row.are())));
    }

    /** Counts anew what was found to be wrong. */
    @Singleton
    static final class Repairs implements OutboxConsumer {

        private final RecountRepository rows;
        private final Recount recount;

        Repairs(RecountRepository rows, Recount recount) {
            this.rows = rows;
            this.recount = recount;
        }

        @Override
        public String type() {
            return REPAIR;
        }

        @Override
        public void changed(List<Long> keys) {
            keys.forEach(item -> {
                rows.make(item);
                recount.recount(item);
            });
        }
    }
}
