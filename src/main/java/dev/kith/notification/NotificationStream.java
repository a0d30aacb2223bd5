package dev.kith.notification;

import dev.kith.id.ProfileId;
import dev.kith.web.Json;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one client is told: waits for the bell, then tells what was added, and how many wait if that has changed. Ends when it is closed. */
final class NotificationStream implements Iterator<Event<String>> {

    /** Who was away for longer reads the list. */
    private static final int MOST = 100;

    private final ProfileId recipient;
    private final NotificationDesk desk;
    private final Json json;
    private final Duration heartbeat;
    private final Predicate<ProfileId> isThere;
    private final Semaphore bell = new Semaphore(1);
    private final Queue<Event<String>> events = new ArrayDeque<>();
    private volatile boolean closed;
    private volatile long version = -1;
    private long told;
    private @Nullable NotificationCounts counts;

    /**
     * One that has told nothing yet.
     *
     * @param told the place up to which the client knows everything
     * @param isThere whether there still is such a profile
     */
    NotificationStream(
            ProfileId recipient,
            long told,
            NotificationDesk desk,
            Json json,
            Duration heartbeat,
            Predicate<ProfileId> isThere) {
        this.recipient = recipient;
        this.told = told;
        this.desk = desk;
        this.json = json;
        this.heartbeat = heartbeat;
        this.isThere = isThere;
    }

    ProfileId recipient() {
        return recipient;
    }

    /** Says which version the notifications have reached. */
    void reached(long newest) {
        if (newest != version) {
            bell.release();
        }
    }

    void close() {
        closed = true;
        bell.release();
    }

    @Override
    public boolean hasNext() {
        return !closed;
    }

    @Override
    public Event<String> next() {
        while (events.isEmpty()) {
            if (!ring() && !isThere.test(recipient)) {
                close();
            }
            if (closed) {
                return beat();
            }
            look();
            if (events.isEmpty()) {
                return beat();
            }
        }
        return events.remove();
    }

    /** Waits until there is something to look at; false when there was nothing for long. */
    private boolean ring() {
        try {
            var rung = bell.tryAcquire(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
            bell.drainPermits();
            return rung;
        } catch (InterruptedException stopped) {
            closed = true;
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The inbox is read before what is in it, so whatever is added meanwhile is told now or rung for again. */
    private void look() {
        var inbox = desk.inbox(recipient);
        if (inbox.version() == version) {
            return;
        }
        version = inbox.version();
        var added = desk.since(inbox, told, MOST);
        for (var one : desk.views(added, inbox)) {
            events.add(Event.of(json.write(one.view()))
                    .name("notification")
                    .id(Long.toString(one.row().place())));
        }
        told = Math.max(told, inbox.place());
        if (!added.isEmpty()) {
            told = Math.max(told, added.getLast().place());
        }
        var now = desk.counts(inbox);
        if (!now.equals(counts)) {
            counts = now;
            events.add(Event.of(json.write(now)).name("counts").id(Long.toString(told)));
        }
    }

    private static Event<String> beat() {
        return Event.of("{}").name("heartbeat");
    }
}
