package dev.kith.dev

import java.nio.file.Path

/** A process that starts a stack and then does nothing but hold it. */
class StackAlone {
    static void main(String[] arguments) {
        EmbeddedStack.start(Path.of(arguments[0]))
        println 'ready'
        Thread.sleep(Long.MAX_VALUE)
    }
}
