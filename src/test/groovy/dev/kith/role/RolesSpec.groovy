package dev.kith.role

import dev.kith.Api
import dev.kith.events.EventsKith
import dev.kith.events.EventsKith.Rows
import spock.lang.ResourceLock
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

@ResourceLock(EventsKith.ALONE)
class RolesSpec extends Specification {

    @Shared
    EventsKith kith = EventsKith.running()

    def soon = new PollingConditions(timeout: 30)

    def 'an instance that is no worker sends, and receives nothing; a worker answers nothing but how it is'() {
        given:
        def here = new Rows('spec')
        def api = kith.instance(['kith.roles': 'api,jobs'], here)

        when:
        api.changed('spec', 4711)

        then:
        soon.eventually {
            assert api.get('/v1/dead-letters').json.items.find { it.family == 'upkeep' }.waiting == 1
        }
        !api.get('/prometheus').body.contains('kith_queue_depth')

        when:
        def there = new Rows('spec')
        def worker = kith.instance(['kith.roles': 'worker'], there)

        then:
        soon.eventually {
            assert there.keys == [4711L]
        }
        here.keys == []

        and:
        worker.get('/health/liveness').status == 200
        worker.get('/prometheus').status == 200
        worker.get('/v1/dead-letters').isProblem(404, 'not-found')
        worker.post('/v1/profiles', [:]).isProblem(404, 'not-found')
        worker.get('/swagger').isProblem(404, 'not-found')

        cleanup:
        api?.close()
        worker?.close()
    }

    def 'a worker does not answer with a page that others keep in Redis either'() {
        given:
        def api = kith.instance(['kith.roles': 'api'])
        def worker = kith.instance(['kith.roles': 'worker'])
        def path = "/v1/profiles/${api.post('/v1/profiles', Api.someone()).json.id}/timelines/home"

        expect:
        (1..5).every { api.get(path).status == 200 }
        (1..3).every { worker.get(path).isProblem(404, 'not-found') }

        cleanup:
        api?.close()
        worker?.close()
    }

    def 'an instance with the roles #roles does not start'() {
        when:
        kith.instance(['kith.roles': roles]).close()

        then:
        def refused = thrown(Exception)
        chain(refused).any { it.message =~ /roles/ }

        where:
        roles << ['clerk', 'api,clerk', '']
    }

    def 'nor one whose queues are not what they must be'() {
        when:
        kith.instance(['kith.queues.create': false, 'kith.queues.prefix': prefix]).close()

        then:
        def refused = thrown(Exception)
        chain(refused).any { it.message?.contains(fault) }

        where:
        prefix   || fault
        'absent' || 'absent-follows or its dead letters are not there'
        'kith'   || 'kith-follows is not encrypted'
    }

    private static List<Throwable> chain(Throwable thrown) {
        def causes = []
        for (def cause = thrown; cause != null; cause = cause.cause) {
            causes << cause
        }
        causes
    }
}
