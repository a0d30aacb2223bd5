package dev.kith.cache

import dev.kith.cache.RedisWatch.Asked
import io.netty.channel.EventLoop
import io.netty.channel.MultiThreadIoEventLoopGroup
import io.netty.channel.epoll.Epoll
import io.netty.channel.epoll.EpollIoHandler
import spock.lang.AutoCleanup
import spock.lang.Isolated
import spock.lang.Requires
import spock.lang.Shared

import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage

/** The same where requests come in on the thread on which Redis answers. */
@Isolated
@Requires({ Epoll.isAvailable() })
class RedisWatchOnLoopSpec extends RedisWatchSpec {

    @Shared
    @AutoCleanup('shutdownGracefully')
    MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory())

    @Override
    protected EventLoop loop() {
        RequestLinks.shareable(group).first()
    }

    def 'those who look in the same turn of the loop share a command'() {
        given:
        def holding = held()
        def before = calls('ping')

        when:
        def answers = there { (1..100).collect { holding.holds(TIME) } }

        then:
        answers*.toCompletableFuture()*.get().every()
        calls('ping') - before in 1..5
    }

    def 'where several look all the time, a command is sent twice in a millisecond at the most'() {
        given:
        def holding = held()
        def before = calls('ping')
        def begin = System.nanoTime()

        when:
        def looks = (1..8).collect { there { lookAgain(holding, 200) } }
        looks*.toCompletableFuture()*.get()
        def took = Duration.ofNanos(System.nanoTime() - begin)

        then: 'but for the first, which did not know of the others'
        calls('ping') - before <= took.toNanos().intdiv(500_000) + 2
    }

    def 'who looks alone is told at once, each time'() {
        given:
        def holding = held()
        def before = calls('ping')

        when:
        there { lookAgain(holding, 50) }.toCompletableFuture().get()

        then:
        calls('ping') - before == 50
    }

    private RedisWatch.Holding held() {
        redis.set('watch:a', 'one')
        ask('a')
        def holding = watch.holding({ [new Asked('watch:a', false)] }, ['one'])
        assert holds(holding)
        holding
    }

    /** One look after the other, as callers do. */
    private static CompletionStage<Boolean> lookAgain(RedisWatch.Holding holding, int times) {
        holding.holds(TIME).thenCompose { held ->
            assert held
            times == 1 ? CompletableFuture.completedFuture(true) : lookAgain(holding, times - 1)
        }
    }
}
