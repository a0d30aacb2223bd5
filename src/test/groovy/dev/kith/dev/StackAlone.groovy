package dev.kith.dev

import java.nio.file.Path

/** A process that starts a stack, says where its servers are, and then does nothing but hold it. */
class StackAlone {
    static void main(String[] arguments) {
        EmbeddedStack.start(Path.of(arguments[0])).properties().each { name, value -> println "$name=$value" }
        println 'ready'
        Thread.sleep(Long.MAX_VALUE)
    }
}
