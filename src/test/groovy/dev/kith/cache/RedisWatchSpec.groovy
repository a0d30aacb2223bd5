package dev.kith.cache

import dev.kith.KithSpec
import dev.kith.cache.RedisWatch.Asked
import io.lettuce.core.KillArgs
import io.lettuce.core.RedisClient
import io.lettuce.core.RedisException
import io.lettuce.core.RedisURI
import io.lettuce.core.api.sync.RedisCommands
import io.netty.channel.EventLoop
import spock.lang.AutoCleanup
import spock.lang.Isolated
import spock.lang.Shared

import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger

/** It kills connections, and counts what all send. */
@Isolated
class RedisWatchSpec extends KithSpec {

    protected static final Duration TIME = Duration.ofSeconds(10)

    @Shared
    String uri = kith.stack.properties()['redis.uri']
    @Shared
    @AutoCleanup('shutdown')
    RedisClient client = RedisClient.create(RedisURI.create(uri))
    @Shared
    RedisCommands<String, String> redis = client.connect().sync()
    @AutoCleanup
    RedisWatch watch = new RedisWatch(uri, TIME, 1_000, loop())

    /** On which Redis answers; null for a thread of its own. */
    protected EventLoop loop() {
        null
    }

    def setup() {
        redis.del('watch:a', 'watch:b', 'watch:list')
    }

    def 'what is not there is null, each time until it is there'() {
        expect:
        ask('a', 'b') == [null, null]
        ask('a', 'b') == [null, null]

        when:
        redis.set('watch:b', 'one')

        then:
        ask('a', 'b') == [null, 'one']
    }

    def 'what #somebody does to a key is seen by who asks afterwards'() {
        given:
        redis.set('watch:a', 'one', io.lettuce.core.SetArgs.Builder.px(60_000))
        redis.set('watch:b', 'same')
        2.times { assert ask('a', 'b') == ['one', 'same'] }

        when:
        change.call(redis)

        then:
        2.times { assert ask('a', 'b')[0] == value }

        where:
        somebody        | change                                                   || value
        'a write'       | { it.set('watch:a', 'two') }                             || 'two'
        'a deletion'    | { it.del('watch:a') }                                    || null
        'an expiry'     | { it.pexpire('watch:a', 1); Thread.sleep(50) }           || null
        'a new name'    | { it.set("watch:new", "x"); it.rename('watch:new', 'watch:a') } || 'x'
    }

    def 'a list has another version as soon as it is longer, or has another last element'() {
        given:
        redis.rpush('watch:list', 'front', 'end')
        def versions = [list(), list()]

        when:
        redis.lpushx('watch:list', 'new')
        versions << list()
        redis.rpop('watch:list')
        redis.rpush('watch:list', 'other')
        versions << list()
        redis.del('watch:list')
        versions << list()

        then:
        versions == ['2:end', '2:end', '3:end', '3:other', '0:']
    }

    def 'after its connection was lost it knows what happened meanwhile'() {
        given:
        redis.set('watch:a', 'one')
        assert ask('a') == ['one']

        expect:
        (1..20).every { n ->
            redis.clientKill(KillArgs.Builder.typeNormal().skipme(true))
            redis.set("watch:a", n as String)
            asked('a') == ["$n"]
        }
    }

    def 'no answer is older than the question, however many ask and write'() {
        given:
        def threads = Executors.newVirtualThreadPerTaskExecutor()
        def seed = System.nanoTime()
        println "seed $seed"
        def keys = (0..<20).collect { "race$it".toString() }
        def written = keys.collectEntries { [it, new AtomicInteger()] }
        keys.each { redis.set("watch:$it" as String, '0') }

        when:
        def writers = (0..<2).collect { n ->
            threads.submit({
                def random = new Random(seed + n)
                1_500.times {
                    def key = keys[2 * random.nextInt(10) + n]
                    redis.set("watch:$key" as String, (written[key].get() + 1) as String)
                    written[key].incrementAndGet()
                }
                true
            } as Callable)
        }
        def readers = (0..<6).collect { n ->
            threads.submit({
                def random = new Random(seed - n)
                while (!writers*.done.every()) {
                    def some = (0..random.nextInt(5)).collect { keys[random.nextInt(20)] }.unique()
                    def before = some.collect { written[it].get() }
                    def told = ask(*some)*.toInteger()
                    some.eachWithIndex { key, i -> assert told[i] >= before[i] }
                }
                true
            } as Callable)
        }

        then:
        (writers + readers)*.get().every()

        cleanup:
        threads.shutdown()
    }

    def 'what is known costs nobody a command of its own'() {
        given:
        redis.set('watch:a', 'one')
        ask('a')
        def threads = Executors.newVirtualThreadPerTaskExecutor()
        def before = calls('ping') + calls('mget')

        when:
        (1..2_000).collect { threads.submit({ assert ask('a') == ['one'] } as Callable) }*.get()

        then:
        calls('ping') + calls('mget') - before < 1_000

        cleanup:
        threads.shutdown()
    }

    def 'what is held is told at once, and no more when it has changed'() {
        given:
        redis.set('watch:a', 'one')
        redis.rpush('watch:list', 'end')
        def holding = watch.holding({ [new Asked('watch:a', false), new Asked('watch:list', true)] }, ['one', '1:end'])

        expect: 'nothing before there is a connection, and then also what nobody has asked for yet'
        !holds(holding)
        ask('b') == [null]
        3.times { assert holds(holding) }

        when:
        redis.lpush('watch:list', 'new')

        then:
        2.times { assert !holds(holding) }

        when:
        redis.lpop('watch:list')

        then:
        2.times { assert holds(holding) }

        when: 'the connection is lost, what was known over it counts no more'
        redis.clientKill(KillArgs.Builder.typeNormal().skipme(true))
        redis.set('watch:a', 'two')

        then:
        !holds(holding)
        asked('a') == ['two']
        !holds(holding)
    }

    def 'none that is to watch nothing asks each time'() {
        given:
        def plain = new RedisWatch(uri, TIME, 0, loop())

        expect:
        (1..3).every { n ->
            redis.set("watch:a", n as String)
            plain.ask(TIME, { [new Asked('watch:a', false)] }) == ["$n"]
        }

        cleanup:
        plain.close()
    }

    def 'none that is to watch nothing looks each time whether what is held has changed'() {
        given:
        def plain = new RedisWatch(uri, TIME, 0, loop())
        plain.ask(TIME, { [new Asked('watch:a', false)] })
        redis.set('watch:a', 'one')
        redis.set('watch:b', 'two')
        redis.rpush('watch:list', 'end')
        def keys = [new Asked('watch:a', false), new Asked('watch:list', true), new Asked('watch:b', false)]
        def holding = plain.holding({ keys }, ['one', '1:end', 'two'])

        expect:
        holds(holding)
        holds(plain.holding({ keys[0, 2] }, ['one', 'two']))
        holds(plain.holding({ keys[1..1] }, ['1:end']))

        when:
        change.call(redis)

        then:
        !holds(holding)

        cleanup:
        plain.close()

        where:
        change << [
                { it.set('watch:a', 'six') }, { it.set('watch:a', 'ones') }, { it.set('watch:a', '') }, { it.del('watch:a') }, { it.del('watch:b') },
                { it.lpush('watch:list', 'new') }, { it.lset('watch:list', -1, 'other') }, { it.del('watch:list') }]
    }

    def 'nobody who looks waits for a Redis that does not answer'() {
        given:
        ask('b')
        redis.set('watch:a', 'one')
        def holding = watch.holding({ [new Asked('watch:a', false)] }, ['one'])

        when:
        redis.clientPause(1_500)

        then:
        !holds(holding, Duration.ofMillis(100))
    }

    /** Does something where Redis answers. */
    protected <T> T there(Closure<T> what) {
        loop() ? loop().submit(what as Callable).get() : what.call()
    }

    protected boolean holds(RedisWatch.Holding holding, Duration timeout = TIME) {
        there { holding.holds(timeout) }.toCompletableFuture().get()
    }

    protected List<String> ask(String... keys) {
        watch.ask(TIME, { keys.collect { new Asked("watch:$it", false) } })
    }

    /** The first to ask after a connection was lost learns of that. */
    protected List<String> asked(String... keys) {
        for (int i = 0; i < 50; i++) {
            try {
                return ask(keys)
            } catch (RedisException ignored) {
                Thread.sleep(50)
            }
        }
        ask(keys)
    }

    protected String list() {
        watch.ask(TIME, { [new Asked('watch:list', true)] }).first()
    }

    protected int calls(String command) {
        def stats = redis.info('commandstats') =~ /cmdstat_$command:calls=(\d+)/
        stats.find() ? stats.group(1).toInteger() : 0
    }
}
