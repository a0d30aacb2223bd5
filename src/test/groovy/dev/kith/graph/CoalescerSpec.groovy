package dev.kith.graph

import dev.kith.web.Overloaded
import dev.kith.web.StoreDownException
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit

class CoalescerSpec extends Specification {

    private static final Duration LONG = Duration.ofMinutes(1)

    /** Batches in the order in which they were begun. */
    private final List<List<String>> batches = new CopyOnWriteArrayList<>()

    /** What was carried out, batch by batch. */
    private final List<List<String>> done = new CopyOnWriteArrayList<>()

    /** While it is shut, the batch under way does not end, and those who ask meanwhile gather. */
    private final CountDownLatch gate = new CountDownLatch(1)

    @AutoCleanup
    private Coalescer<String, String> coalescer

    def 'callers who ask while a batch is under way share the next one, and each gets its own answer'() {
        given:
        coalescer = new Coalescer<>('spec', limits(), { work(it) })
        def first = ask('first')
        def others = (1..50).collect { ask("caller $it") }

        when:
        gate.countDown()

        then: 'in the order in which they came'
        answers([first] + others) == ['first: done'] + (1..50).collect { "caller $it: done" }
        batches == [['first'], (1..50)*.with { "caller $it" }]
    }

    def 'a batch of #waiting waiting callers is cut into #sizes where it holds 4'() {
        given:
        coalescer = new Coalescer<>('spec', limits(batch: 4), { work(it) })
        def first = ask('first')
        def others = (1..waiting).collect { ask("caller $it") }

        when:
        gate.countDown()

        then:
        answers([first] + others).size() == waiting + 1
        batches.tail()*.size() == sizes
        batches.tail().flatten() == (1..waiting)*.with { "caller $it" }

        where:
        waiting || sizes
        3       || [3]
        4       || [4]
        5       || [4, 1]
        10      || [4, 4, 2]
    }

    def 'two lanes work at the same time'() {
        given:
        coalescer = new Coalescer<>('spec', limits(lanes: 2), { work(it) })

        when: 'neither of two batches has ended'
        def callers = [ask('one'), ask('other')]

        then:
        new PollingConditions(timeout: 30).eventually {
            assert batches as Set == [['one'], ['other']] as Set
        }

        when:
        gate.countDown()

        then:
        answers(callers) == ['one: done', 'other: done']
    }

    def 'whoever asks for what can not be done fails alone, at place #place of 9'() {
        given:
        def refusal = new IllegalArgumentException('bad')
        coalescer = new Coalescer<>('spec', limits(), { work(it, refusal) })
        ask('first')
        def callers = (1..9).collect { ask(it == place ? 'bad' : "caller $it") }

        when:
        gate.countDown()

        then:
        answers(callers) == (1..9).collect { it == place ? refusal : "caller $it: done" }

        and: 'everyone else was served once, in order'
        done.flatten() == ['first'] + ((1..9) - place)*.with { "caller $it" }

        where:
        place << (1..9)
    }

    def 'several who fail do not take each other, nor those between them, along'() {
        given:
        def refusal = new IllegalArgumentException('bad')
        coalescer = new Coalescer<>('spec', limits(), { work(it, refusal) })
        ask('first')
        def callers = ['bad', 'good', 'bad', 'bad', 'better'].collect { ask(it) }

        when:
        gate.countDown()

        then:
        answers(callers) == [refusal, 'good: done', refusal, refusal, 'better: done']
    }

    def '#failure.class.simpleName fails the batch as a whole, without another try, and the lane goes on'() {
        given:
        coalescer = new Coalescer<>('spec', limits(), { work(it, failure) })
        def first = ask('first')
        def callers = ['one', 'bad', 'other'].collect { ask(it) }

        when:
        gate.countDown()

        then:
        answers([first]) == ['first: done']
        answers(callers).every { it.is(failure) || it.cause?.cause?.is(failure) }
        batches == [['first'], ['one', 'bad', 'other']]

        and:
        answers([ask('later')]) == ['later: done']

        where:
        failure << [new StoreDownException('neo4j', 'away', null), new AssertionError('broken')]
    }

    def 'whoever finds the queue full is refused at once, and the others are not harmed'() {
        given:
        coalescer = new Coalescer<>('spec', limits(queue: 2), { work(it) })
        def callers = ['first', 'second', 'third'].collect { ask(it) }

        when:
        coalescer.ask('one too many')

        then:
        thrown(Overloaded)

        when:
        gate.countDown()

        then:
        answers(callers) == ['first: done', 'second: done', 'third: done']
        done.flatten() == ['first', 'second', 'third']
    }

    def 'whoever has waited for longer than is bearable is refused, and nothing is done for him'() {
        given:
        def patience = Duration.ofSeconds(3)
        coalescer = new Coalescer<>('spec', limits(patience: patience), { work(it) })
        def first = ask('first')
        def late = ['late', 'too late'].collect { ask(it) }

        when:
        sleep(patience.toMillis() + 100)
        gate.countDown()

        then:
        answers([first]) == ['first: done']
        answers(late)*.class == [Overloaded, Overloaded]
        answers([ask('in time')]) == ['in time: done']
        done.flatten() == ['first', 'in time']
    }

    def 'close answers all who wait, and refuses whoever comes later'() {
        given:
        coalescer = new Coalescer<>('spec', limits(batch: 2), { work(it) })
        def callers = (1..5).collect { ask("caller $it") }
        def closing = Thread.start { coalescer.close() }

        when:
        gate.countDown()

        then:
        answers(callers) == (1..5).collect { "caller $it: done" }
        closing.join(Duration.ofSeconds(30))

        when:
        coalescer.ask('later')

        then:
        thrown(Overloaded)
    }

    def 'nobody who asks at the very moment of the close is left waiting'() {
        given:
        gate.countDown()

        expect:
        (1..150).every {
            def closing = new Coalescer<String, String>('spec', limits(), { it })
            def busy = new CountDownLatch(64)
            def callers = (1..64).collect { Thread.startVirtualThread { askUntilRefused(closing, busy) } }
            busy.await()
            closing.close()
            callers.every { it.join(Duration.ofSeconds(10)) }
        }
    }

    private static WriteLimits limits(Map<String, Object> some = [:]) {
        def all = [lanes: 1, linger: Duration.ZERO, batch: 1000, queue: 1000, patience: LONG] + some
        new WriteLimits(all.lanes, all.batch, all.linger, all.queue, all.patience)
    }

    /** Fails, without having done anything, where there is something bad. */
    private List<String> work(List<String> batch, Throwable failure = null) {
        batches.add(batch)
        gate.await()
        if (failure != null && batch.contains('bad')) {
            throw failure
        }
        done.add(batch)
        batch.collect { "$it: done".toString() }
    }

    /** Asks in a thread of its own, and returns as soon as that waits. */
    private CompletableFuture<String> ask(CharSequence command) {
        def answer = new CompletableFuture<String>()
        def caller = Thread.start {
            try {
                answer.complete(coalescer.ask(command.toString()))
            } catch (Throwable failed) {
                answer.completeExceptionally(failed)
            }
        }
        new PollingConditions(timeout: 30, delay: 0.01).eventually {
            assert answer.done || caller.state == Thread.State.WAITING
        }
        if (batches.empty) {
            new PollingConditions(timeout: 30, delay: 0.01).eventually {
                assert !batches.empty
            }
        }
        answer
    }

    private static void askUntilRefused(Coalescer<String, String> closing, CountDownLatch busy) {
        try {
            closing.ask('first')
            busy.countDown()
            while (true) {
                closing.ask('again')
            }
        } catch (Overloaded ignored) {
            // it has closed
        }
    }

    /** What each of them was told, or why not. */
    private static List answers(List<CompletableFuture<String>> callers) {
        callers.collect {
            try {
                it.get(30, TimeUnit.SECONDS)
            } catch (ExecutionException failed) {
                failed.cause
            }
        }
    }
}
