package dev.kith.cache

import io.netty.channel.DefaultEventLoopGroup
import io.netty.channel.EventLoop
import io.netty.channel.MultiThreadIoEventLoopGroup
import io.netty.channel.nio.NioIoHandler
import spock.lang.AutoCleanup
import spock.lang.Specification

import java.util.concurrent.Callable

class PerLoopSpec extends Specification {

    @AutoCleanup('shutdownGracefully')
    DefaultEventLoopGroup group = new DefaultEventLoopGroup(3)
    List<EventLoop> loops = group.collect { it as EventLoop }

    def 'who asks on a loop gets its own, and whoever asks elsewhere gets any'() {
        given:
        def numbers = PerLoop.of(loops, { loops.indexOf(it) })

        expect:
        loops.collect { loop -> loop.submit({ numbers.here() } as Callable).get() } == [0, 1, 2]
        loops.collect { loop -> loop.submit({ numbers.map { it * 10 }.here() } as Callable).get() } == [0, 10, 20]
        (1..200).collect { numbers.here() }.toSet() == [0, 1, 2] as Set
    }

    def 'without loops there is one for all'() {
        given:
        def made = []
        def one = PerLoop.of([], { made << it; 'one' })

        expect:
        one.here() == 'one'
        made == [null]
    }

    def 'loops of another kind than the connections to Redis have are not shared'() {
        given:
        def sockets = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory())

        expect:
        RequestLinks.shareable(sockets) == []
        RequestLinks.shareable(group) == []

        cleanup:
        sockets.shutdownGracefully()
    }
}
