package dev.kith.role

import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutionException
import java.util.concurrent.Executors

/** Who gives way to whom. */
@Timeout(30)
class PrecedenceSpec extends Specification {

    static final Duration LONG = Duration.ofHours(1)

    def precedence = new Precedence()
    @AutoCleanup('shutdownNow')
    def threads = Executors.newVirtualThreadPerTaskExecutor()

    def 'nobody gives way to nothing'() {
        when:
        precedence.giveWay(LONG)

        then:
        noExceptionThrown()
    }

    def 'who gives way goes on after the last that goes before, even if that failed'() {
        given:
        def ends = [new CountDownLatch(1), new CountDownLatch(1)]
        def begun = new CountDownLatch(2)
        def works = ends.collect { end ->
            threads.submit {
                precedence.first {
                    begun.countDown()
                    end.await()
                    throw new IllegalStateException('it has failed')
                }
            }
        }
        begun.await()
        def waits = threads.submit { precedence.giveWay(LONG) }

        when: 'one has ended'
        ends[0].countDown()
        works[0].get()

        then: 'the other still goes before'
        thrown(ExecutionException)
        !waits.done

        when:
        ends[1].countDown()

        then:
        waits.get() == null
    }

    def 'nobody gives way for ever'() {
        when:
        precedence.first { precedence.giveWay(Duration.ofMillis(1)) }

        then:
        noExceptionThrown()
    }
}
