package dev.kith.relation

import groovy.transform.CompileStatic
import groovy.transform.EqualsAndHashCode

/**
 * What was asked about one pair and answered, with times, and whether that could have happened one after the other: the search of J. M. Wing and
 * C. Gong, Testing and Verifying Concurrent Objects (1993), that never looks twice at the same operations done in the same state (G. Lowe, Testing for
 * Linearizability, 2017).
 */
@CompileStatic
final class History {

    /** One request: it took effect at some moment between the two times. */
    static final class Event {
        final String operation
        final int actor
        final String answer
        final long asked
        final long answered

        Event(String operation, int actor, String answer, long asked, long answered) {
            this.operation = operation
            this.actor = actor
            this.answer = answer
            this.asked = asked
            this.answered = answered
        }

        /**
         * Of whose standing a read told; null for writes. While a write of both is not yet answered, it may show in one and not in the other, so reads of
         * the two are no one history.
         */
        Integer side() {
            operation in ['read', 'look there'] ? actor : operation == 'look back' ? 1 - actor : null
        }

        @Override
        String toString() {
            "$actor $operation -> $answer [$asked, $answered]"
        }
    }

    /** All before {@code low} are done, and of the others those in {@code beyond}. */
    @EqualsAndHashCode
    private static final class Reached {
        final int low
        final BitSet beyond
        final Pair pair

        Reached(int low, BitSet beyond, Pair pair) {
            this.low = low
            this.beyond = beyond
            this.pair = pair
        }
    }

    private final List<Event> events
    private final List<Boolean> isPrivate

    History(Collection<Event> events, List<Boolean> isPrivate) {
        this.events = events.toSorted { Event one, Event other -> one.asked <=> other.asked }
        this.isPrivate = isPrivate
    }

    /** Null when there is an order of the events that explains every answer and ends in {@code end}; else how far one gets. */
    String objection(Pair end) {
        def seen = new HashSet<Reached>()
        def open = new ArrayDeque<Reached>()
        def furthest = 0
        Pair ended = null
        open.push(new Reached(0, new BitSet(), Pair.STRANGERS))
        while (!open.empty) {
            def at = open.pop()
            if (!seen.add(at)) {
                continue
            }
            if (at.low == events.size()) {
                if (at.pair == end) {
                    return null
                }
                ended = at.pair
            }
            furthest = Math.max(furthest, at.low)
            next(at).each { open.push(it) }
        }
        ended != null ? "all answers fit, but they lead to $ended and not to $end"
                : "no order explains the answers around\n${events.subList(Math.max(0, furthest - 4), Math.min(events.size(), furthest + 6)).join('\n')}"
    }

    /** Whatever may have come next: nothing that was asked after something still open had been answered. */
    private List<Reached> next(Reached at) {
        def reached = []
        def firstAnswer = Long.MAX_VALUE
        for (int i = at.low; i < events.size() && events[i].asked <= firstAnswer; i++) {
            if (!at.beyond.get(i)) {
                firstAnswer = Math.min(firstAnswer, events[i].answered)
            }
        }
        for (int i = at.low; i < events.size() && events[i].asked <= firstAnswer; i++) {
            if (at.beyond.get(i)) {
                continue
            }
            def step = at.pair.apply(events[i].operation, events[i].actor, isPrivate)
            if (step.answer == events[i].answer) {
                def beyond = at.beyond.clone() as BitSet
                beyond.set(i)
                def low = at.low
                while (beyond.get(low)) {
                    beyond.clear(low++)
                }
                reached << new Reached(low, beyond, step.after)
            }
        }
        reached as List<Reached>
    }
}
