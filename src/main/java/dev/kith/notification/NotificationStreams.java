package dev.kith.notification;

import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import dev.kith.web.Json;
import dev.kith.web.Problem;
import dev.kith.web.Problems;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.http.HttpStatus;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams that this instance keeps open. It asks Postgres again and again which of their profiles' versions have risen, in one question for
 * all, so it does not matter which instance brought the news, and none can be missed.
 */
@Singleton
class NotificationStreams implements GracefulShutdownCapable {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationStreams.class);

    private final InboxRepository inboxes;
    private final NotificationDesk desk;
    private final Profiles profiles;
    private final Json json;
    private final NotificationConfiguration configuration;
    private final Map<Long, Set<NotificationStream>> open = new HashMap<>();
    private int count;
    private boolean closed;

    NotificationStreams(
            InboxRepository inboxes,
            NotificationDesk desk,
            Profiles profiles,
            Json json,
            NotificationConfiguration configuration,
            MeterRegistry meters) {
        this.inboxes = inboxes;
        this.desk = desk;
        this.profiles = profiles;
        this.json = json;
        this.configuration = configuration;
        Gauge.builder("kith.notifications.streams", this, NotificationStreams::count)
                .description("How many streams of notifications are open")
                .register(meters);
    }

    /**
     * Opens one; whoever does closes it.
     *
     * @param told the place up to which the client knows everything; null for up to now
     */
    NotificationStream open(ProfileId recipient, @Nullable Long told) {
        var from = told == null ? desk.inbox(recipient).place() : told;
        var stream = new NotificationStream(
                recipient,
                from,
                desk,
                json,
                configuration.heartbeat(),
                profile -> profiles.card(profile).isPresent());
        synchronized (this) {
            if (closed) {
                throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "shutting-down", "This instance is about to stop.");
            }
            var ofProfile = open.getOrDefault(recipient.value(), Set.of()).size();
            if (count >= configuration.streams() || ofProfile >= configuration.streamsOfProfile()) {
                throw Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-streams",
                        "There are as many streams as may be. Close one, or try again later.");
            }
            open.computeIfAbsent(recipient.value(), profile -> new HashSet<>()).add(stream);
            count++;
        }
        return stream;
    }

    void close(NotificationStream stream) {
        stream.close();
        synchronized (this) {
            var ofProfile = open.getOrDefault(stream.recipient().value(), Set.of());
            if (ofProfile.remove(stream)) {
                count--;
            }
            if (ofProfile.isEmpty()) {
                open.remove(stream.recipient().value());
            }
        }
    }

    @Scheduled(fixedDelay = "${kith.notifications.poll:400ms}")
    void poll() {
        var asked = recipients();
        if (asked.length == 0) {
            return;
        }
        try {
            for (var reached : inboxes.versions(asked)) {
                of(reached.profileId()).forEach(stream -> stream.reached(reached.version()));
            }
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.debug("streams wait: {} is down", store);
        }
    }

    @EventListener
    void end(ShutdownEvent stopping) {
        closeAll();
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        closeAll();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public OptionalLong reportActiveTasks() {
        return OptionalLong.of(count());
    }

    synchronized int count() {
        return count;
    }

    private void closeAll() {
        List<NotificationStream> all;
        synchronized (this) {
            closed = true;
            all = open.values().stream().flatMap(Set::stream).toList();
        }
        all.forEach(NotificationStream::close);
    }

    private synchronized Long[] recipients() {
        return open.keySet().toArray(Long[]::new);
    }

    private synchronized List<NotificationStream> of(long recipient) {
        return Stream.ofNullable(open.get(recipient)).flatMap(Set::stream).toList();
    }
}
