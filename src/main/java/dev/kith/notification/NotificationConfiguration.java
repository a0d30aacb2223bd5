package dev.kith.notification;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How profiles are notified.
 *
 * @param window for how long after its first entry a notification takes in more of the same, and what was undone and is done again is nothing new
 * @param history what is older than this when it is learned of is not told any more
 * @param kept how long one is kept to which nothing is added any more
 * @param poll how often it is looked whether there is something to stream; only while there are streams
 * @param heartbeat after how long a stream with nothing to say shows that it is still there
 * @param streams how many one instance keeps open at most
 * @param streamsOfProfile how many of these one profile may have
 */
@ConfigurationProperties("kith.notifications")
record NotificationConfiguration(
        @Bindable(defaultValue = "1d") Duration window,
        @Bindable(defaultValue = "7d") Duration history,
        @Bindable(defaultValue = "90d") Duration kept,
        @Bindable(defaultValue = "400ms") Duration poll,
        @Bindable(defaultValue = "15s") Duration heartbeat,
        @Bindable(defaultValue = "10000") int streams,
        @Bindable(defaultValue = "10") int streamsOfProfile) {

    NotificationConfiguration {
        if (!window.isPositive() || history.compareTo(window) < 0 || kept.compareTo(history) < 0) {
            throw new IllegalArgumentException(
                    "kith.notifications: window is more than nothing, history no less than window, and kept no less than history");
        }
        if (!poll.isPositive() || !heartbeat.isPositive() || streams < 1 || streamsOfProfile < 1) {
            throw new IllegalArgumentException(
                    "kith.notifications: poll and heartbeat are more than nothing, streams and streams-of-profile at least 1");
        }
    }
}
