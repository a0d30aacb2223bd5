package dev.kith.web;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Takes in bodies line by line, as fast as their senders read what comes of it, which is told line by line too. */
@Singleton
public final class LineAnswers {

    /** The media type of lines that are JSON each. */
    public static final String NDJSON = "application/x-ndjson";

    private static final Logger LOG = LoggerFactory.getLogger(LineAnswers.class);

    private final Json json;
    private final Scheduler scheduler;

    LineAnswers(Json json, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.json = json;
        this.scheduler = Schedulers.fromExecutorService(executor);
    }

    /**
     * What comes of the lines, as JSON a line. Whatever fails ends it, and is told in the last one; only a sender who goes away is told nothing.
     *
     * @param path of the request, which problems name
     */
    public <E> Publisher<String> of(LineWork<E> work, LineReader lines, String path) {
        return Flux.fromIterable(() -> new Events<>(work, lines, path))
                .map(event -> json.write(event) + "\n")
                .subscribeOn(scheduler);
    }

    /** The work goes on as these are asked for. */
    private static final class Events<E> implements Iterator<E> {

        private final LineWork<E> work;
        private final LineReader lines;
        private final String path;
        private final Queue<E> events = new ArrayDeque<>();
        private boolean more = true;

        Events(LineWork<E> work, LineReader lines, String path) {
            this.work = work;
            this.lines = lines;
            this.path = path;
        }

        @Override
        public boolean hasNext() {
            while (events.isEmpty() && more) {
                more = advance();
            }
            return !events.isEmpty();
        }

        @Override
        public E next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return events.remove();
        }

        private boolean advance() {
            try {
                return work.advance(lines, events::add);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            } catch (RuntimeException failed) {
                var known = Problems.of(failed);
                if (known.isPresent()) {
                    LOG.warn("{} ended after line {}: {}", work.name(), work.taken(), failed.toString());
                } else {
                    LOG.error("{} ended after line {}", work.name(), work.taken(), failed);
                }
                events.add(work.broken(known.orElseGet(Problems::internal).body(path, null)));
                return false;
            }
        }
    }
}
