package dev.kith.events

import dev.kith.Api
import dev.kith.dev.EmbeddedStack
import dev.kith.graph.EdgeChange
import dev.kith.graph.EdgeConsumer
import dev.kith.outbox.Outbox
import dev.kith.outbox.OutboxConsumer
import io.micronaut.context.ApplicationContext
import io.micronaut.runtime.server.EmbeddedServer
import io.micronaut.transaction.TransactionOperations
import org.slf4j.MDC

import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList

/** Servers of their own for the specs of messages, whose consumers no other instance has. One such spec runs at a time. */
final class EventsKith {

    static final String ALONE = 'the servers of EventsKith'

    /** Nothing here waits for a poll. */
    private static final Map<String, Object> SETTINGS = [
            'micronaut.server.port': -1, 'kith.relay.poll': '1h', 'kith.relay.sample': '1s', 'kith.queues.sample': '1s',
            'kith.queues.max-receives': 2, 'kith.queues.back-off': '1s', 'kith.queues.visibility': '6s']

    final EmbeddedStack stack

    private EventsKith() {
        def data = Path.of('target/kith/events')
        data.toFile().deleteDir()
        stack = EmbeddedStack.start(data)
        Runtime.runtime.addShutdownHook(new Thread({ stack.close() }))
    }

    static EventsKith running() {
        Holder.KITH
    }

    /** An instance with consumers of the spec's own; whoever asks for it stops it. */
    Instance instance(Map<String, Object> settings = [:], Object... consumers) {
        def context = ApplicationContext.builder(stack.properties() + SETTINGS + settings).singletons(consumers).start()
        new Instance(context.getBean(EmbeddedServer).start())
    }

    private static final class Holder {
        static final EventsKith KITH = new EventsKith()
    }

    /** One instance of the service, and what only it can do. */
    static class Instance implements AutoCloseable {
        final EmbeddedServer server
        @Delegate
        final Api api

        Instance(EmbeddedServer server) {
            this.server = server
            api = new Api(server.URI)
        }

        def <T> T bean(Class<T> type) {
            server.applicationContext.getBean(type)
        }

        /** Notes a change in a transaction, as a use case would. */
        void changed(String type, long... keys) {
            bean(TransactionOperations).executeWrite { bean(Outbox).changed(type, keys as List) }
        }

        @Override
        void close() {
            server.stop()
        }
    }

    /** Remembers what it learns; where told so, it fails. */
    static class Rows implements OutboxConsumer {
        final String type
        final List<Long> keys = new CopyOnWriteArrayList<>()
        final List<String> traces = new CopyOnWriteArrayList<>()
        volatile Closure<?> effect = { List<Long> some -> }

        Rows(String type) {
            this.type = type
        }

        @Override
        String type() {
            type
        }

        @Override
        void changed(List<Long> some) {
            keys.addAll(some)
            traces.add(MDC.get('traceId') ?: 'none')
            effect.call(some)
        }
    }

    /** Remembers which edges changed. */
    static class Edges implements EdgeConsumer {
        final List<EdgeChange> changes = new CopyOnWriteArrayList<>()

        @Override
        void changed(List<EdgeChange> some) {
            changes.addAll(some)
        }
    }
}
