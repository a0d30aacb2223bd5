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

/** The same where requests come in on the thread on which Redis answers. */
@Isolated
@Requires({ Epoll.isAvailable() })
class RedisWatchOnLoopSpec extends RedisWatchSpec {

    @Shared
    @AutoCleanup('shutdownGracefully')
    MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory())

    @Override
    protected EventLoop loop() {
        RequestLoops.shareable(group).first()
    }

    def 'those who look in the same turn of the loop share a command'() {
        given:
        redis.set('watch:a', 'one')
        ask('a')
        def holding = watch.holding({ [new Asked('watch:a', false)] }, ['one'])
        assert holds(holding)
        def before = calls('ping')

        when:
        def answers = there { (1..100).collect { holding.holds(TIME) } }

        then:
        answers*.toCompletableFuture()*.get().every()
        calls('ping') - before in 1..5
    }
}
