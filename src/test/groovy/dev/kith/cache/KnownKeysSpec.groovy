package dev.kith.cache

import spock.lang.Specification

import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicBoolean

class KnownKeysSpec extends Specification {

    def keys = new KnownKeys(1_000)

    def 'what was told counts until it is forgotten, and what is told of it later does not'() {
        given:
        def first = keys.begin('a')

        expect:
        keys.value('a') == null

        when:
        first.tell('one')
        def hold = keys.hold(['a'], ['one'])

        then:
        keys.value('a') == 'one'
        hold.holds()
        keys.hold(['a'], ['two']) == null
        keys.hold(['a', 'b'], ['one', 'two']) == null

        when:
        keys.forget('a')
        first.tell('one')

        then:
        keys.value('a') == null
        !hold.holds()
    }

    def 'a question that is asked again takes the place of the former'() {
        given:
        def former = keys.begin('a')
        def latter = keys.begin('a')

        when:
        former.tell('old')

        then:
        keys.value('a') == null

        when:
        latter.tell('new')

        then:
        keys.value('a') == 'new'
    }

    def 'nothing holds because something else has its place by now'() {
        given:
        def holds = (1..10).collect { n ->
            keys.begin("a$n").tell("$n")
            keys.hold(["a$n".toString()], ["$n".toString()])
        }

        when:
        keys.forgetAll()
        (1..6_000).each { keys.begin("b$it").tell("$it") }

        then:
        holds.every { !it.holds() }
    }

    def 'no more is remembered than may be, and there is always room for more'() {
        when:
        def holds = (1..12_000).collect { n ->
            keys.begin("a$n").tell("$n")
            keys.hold(["a$n".toString()], ["$n".toString()])
        }

        then:
        holds.count { it != null && it.holds() } in 500..6_000

        and: 'also after those that came later were thrown out'
        (1..10).any { keys.begin("b$it").tell('one'); keys.value("b$it") == 'one' }
    }

    def 'none that is to remember nothing does'() {
        expect:
        new KnownKeys(0).begin('a') == null
        new KnownKeys(0).value('a') == null
    }

    def 'nothing holds that was forgotten before the look, however many ask and forget'() {
        given:
        def seed = System.nanoTime()
        println "KnownKeysSpec seed $seed"
        def threads = Executors.newFixedThreadPool(4)
        def over = new AtomicBoolean()
        def names = (0..<50).collect { "k$it".toString() }

        when:
        def others = (0..<2).collect { n ->
            threads.submit({
                def random = new Random(seed + n)
                while (!over.get()) {
                    def name = names[random.nextInt(50)]
                    random.nextBoolean() ? keys.forget(name) : keys.begin(name)?.tell('other')
                }
                true
            } as Callable)
        }
        def mine = (0..<2).collect { n ->
            threads.submit({
                5_000.times {
                    def name = "mine$n".toString()
                    keys.begin(name).tell("$it")
                    def hold = keys.hold([name], ["$it".toString()])
                    assert hold.holds()
                    keys.forget(name)
                    assert !hold.holds()
                }
                true
            } as Callable)
        }
        mine*.get()
        over.set(true)

        then:
        others*.get().every()

        cleanup:
        over.set(true)
        threads.shutdown()
    }
}
