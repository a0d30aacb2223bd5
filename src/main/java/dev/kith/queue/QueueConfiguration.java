package dev.kith.queue;

import dev.kith.events.Family;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The queues: one for each family of messages, {@code <prefix>-<family>}, and one for its dead letters, {@code <prefix>-<family>-dead}.
 *
 * @param prefix with which their names begin
 * @param create makes those that are not there, which suits development; otherwise those that are there are checked: an instance does not start on queues
 *     that are not encrypted, or that give up messages
 * @param maxReceives how often a message whose effect fails is received before it is a dead letter; of queues that are there, they say it themselves
 * @param longPoll how long a receiver waits for messages, and so how long an instance takes to end
 * @param visibility after which a message that nobody has done with or holds on to is received again; longer effects hold on to theirs
 * @param backOff how long a message rests after its effect failed; twice as long after each more
 * @param longestBackOff and no longer than this
 * @param receivers how many batches of each family an instance works on at once
 * @param sample how often it is counted what waits, for the metrics
 */
@ConfigurationProperties("kith.queues")
record QueueConfiguration(
        @Bindable(defaultValue = "kith") String prefix,
        @Bindable(defaultValue = "false") boolean create,
        @Bindable(defaultValue = "8") int maxReceives,
        @Bindable(defaultValue = "20s") Duration longPoll,
        @Bindable(defaultValue = "30s") Duration visibility,
        @Bindable(defaultValue = "2s") Duration backOff,
        @Bindable(defaultValue = "15m") Duration longestBackOff,
        @Bindable(defaultValue = "2") int receivers,
        @Bindable(defaultValue = "15s") Duration sample) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");
    private static final Duration LONGEST_POLL = Duration.ofSeconds(20);
    private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

    QueueConfiguration {
        require(NAME.matcher(prefix).matches(), "prefix is 1 to 60 letters, digits, - or _");
        require(maxReceives >= 1 && maxReceives <= 1_000, "max-receives is 1 to 1000");
        require(!longPoll.isNegative() && longPoll.compareTo(LONGEST_POLL) <= 0, "long-poll is at most 20s");
        require(
                visibility.toSeconds() >= 2 && visibility.compareTo(LONGEST_VISIBILITY) <= 0,
                "visibility is 2s to 12h");
        require(
                !backOff.isNegative()
                        && backOff.compareTo(longestBackOff) <= 0
                        && longestBackOff.compareTo(LONGEST_VISIBILITY) <= 0,
                "back-off is no longer than longest-back-off, and that at most 12h");
        require(receivers >= 1 && receivers <= 64, "receivers is 1 to 64");
    }

    String queue(Family family) {
        return prefix + '-' + family.label();
    }

    String deadLetters(Family family) {
        return queue(family) + "-dead";
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("kith.queues: " + what);
        }
    }
}
