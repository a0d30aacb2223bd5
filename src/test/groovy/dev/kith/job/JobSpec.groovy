package dev.kith.job

import dev.kith.events.EventsKith
import dev.kith.events.EventsKith.Instance
import io.micronaut.transaction.TransactionOperations
import org.jobrunr.jobs.lambdas.JobRequest
import org.jobrunr.jobs.lambdas.JobRequestHandler
import spock.lang.AutoCleanup
import spock.lang.ResourceLock
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.util.concurrent.CopyOnWriteArrayList

@ResourceLock(EventsKith.ALONE)
class JobSpec extends Specification {

    private static final String PASSWORD = 'correct horse battery'

    static class Remember implements JobRequest {
        long number

        @Override
        Class<Memory> getJobRequestHandler() {
            Memory
        }
    }

    static class Memory implements JobRequestHandler<Remember> {
        final List<Long> numbers = new CopyOnWriteArrayList<>()

        @Override
        void run(Remember request) {
            numbers << request.number
        }
    }

    @Shared
    Memory memory = new Memory()
    @Shared
    @AutoCleanup
    Instance instance = EventsKith.running().instance(
            ['kith.roles': 'api,jobs', 'kith.jobs.watch': '200ms', 'kith.jobs.dashboard.enabled': true, 'kith.jobs.dashboard.port': 0,
             'kith.jobs.dashboard.username': 'ops', 'kith.jobs.dashboard.password': PASSWORD], memory)

    def soon = new PollingConditions(timeout: 60)

    def setup() {
        memory.numbers.clear()
    }

    def 'a job is carried out after the commit of who asks for it, and not at all without one'() {
        given:
        def jobs = instance.bean(Jobs)
        def transactions = instance.bean(TransactionOperations)

        when:
        transactions.executeWrite {
            jobs.enqueue(new Remember(number: 1))
            it.setRollbackOnly()
        }
        transactions.executeWrite { jobs.enqueue(new Remember(number: 2)) }

        then:
        soon.eventually {
            assert memory.numbers == [2L]
        }
        instance.get('/prometheus').body.contains('kith_jobs_running 1.0')
    }

    def 'where carrying out jobs has stopped by itself, it is begun anew'() {
        given:
        def server = instance.bean(JobServer)
        soon.eventually {
            assert server.isRunning()
        }
        def former = server.@server

        when: 'it stops as JobRunr lets it when its storage fails it'
        former.stop()
        instance.bean(Jobs).enqueue(new Remember(number: 3))

        then:
        soon.eventually {
            assert memory.numbers == [3L]
            assert server.@server !== former
        }
    }

    def 'nothing of the dashboard is shown without credentials: #path'() {
        expect:
        ask(path, null) == 401
        ask(path, "ops:${PASSWORD}x") == 401
        ask(path, "ops:$PASSWORD") in [200, 302]

        where:
        path << ['/', '/dashboard', '/api/servers']
    }

    def 'the dashboard does not start with #credentials'() {
        when:
        new JobDashboardConfiguration(true, '127.0.0.1', 0, *credentials)

        then:
        thrown(IllegalArgumentException)

        where:
        credentials << [[null, null], ['ops', null], [null, PASSWORD], ['', PASSWORD], ['ops', 'short']]
    }

    private int ask(String path, String credentials) {
        def at = instance.bean(JobDashboard).address()
        def request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:${at.port}$path"))
        if (credentials) {
            request.header('Authorization', "Basic ${credentials.bytes.encodeBase64()}")
        }
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode()
    }
}
