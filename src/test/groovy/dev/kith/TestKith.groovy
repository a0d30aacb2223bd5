package dev.kith

import dev.kith.dev.EmbeddedStack
import io.micronaut.context.ApplicationContext
import io.micronaut.runtime.server.EmbeddedServer

import java.nio.file.Path

/** The servers and one service on them, started once for all specs of this JVM, empty at the start. */
final class TestKith {

    private static final Path DATA = Path.of('target/kith/test')

    final EmbeddedStack stack
    final EmbeddedServer server

    private TestKith() {
        DATA.toFile().deleteDir()
        stack = EmbeddedStack.start(DATA)
        server = service([:])
        Runtime.runtime.addShutdownHook(new Thread({
            server.stop()
            stack.close()
        }))
    }

    static TestKith running() {
        Holder.KITH
    }

    /** One more instance of the service on the same servers; whoever asks for it stops it. */
    EmbeddedServer service(Map<String, Object> configuration) {
        serviceOn(stack, configuration)
    }

    static EmbeddedServer serviceOn(EmbeddedStack stack, Map<String, Object> configuration) {
        ApplicationContext.run(EmbeddedServer, stack.properties() + ['micronaut.server.port': -1] + configuration)
    }

    private static final class Holder {
        static final TestKith KITH = new TestKith()
    }
}
