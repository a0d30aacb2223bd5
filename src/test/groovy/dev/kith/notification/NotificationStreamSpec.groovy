package dev.kith.notification

import dev.kith.Api
import dev.kith.id.ProfileId
import dev.kith.profile.Profiles
import dev.kith.web.Json
import dev.kith.web.Problem
import groovy.json.JsonSlurper
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import io.micronaut.runtime.server.EmbeddedServer
import spock.lang.AutoCleanup
import spock.lang.Shared

import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

/** Streams of an instance that learns of nothing itself: another does, and is written to. */
class NotificationStreamSpec extends NotifiedSpec {

    @Shared
    @AutoCleanup('stop')
    EmbeddedServer other = kith.service(['kith.roles': 'api', 'kith.notifications.heartbeat': '1s', 'kith.notifications.streams-of-profile': 2])

    def 'a stream on another instance tells of what comes, and how many wait'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        def hello = say(alice, 'hello')
        like("posts/$hello", bob)
        learn(ReactionNotices, hello)
        def client = stream(alice)

        expect: 'what was there is counted only'
        client.next('counts').data.with { it.unseenCount == 1 && it.unreadCount == 1 }

        when:
        def event = null
        [carol, profile(), profile()].each { fan ->
            like("posts/$hello", fan)
            learn(ReactionNotices, hello)
            event = client.next('notification')
        }

        then:
        event.data == timeline(alice).items[0]
        event.data.actorsCount == 4
        event.id ==~ /\d+/

        when: 'it is seen elsewhere'
        see(alice, timeline(alice).items[0].newestAt)

        then:
        client.next('counts').data.with { it.unseenCount == 0 && it.unreadCount == 1 }

        when: 'what one does not see is not told'
        block(alice, bob)
        def theirs = comment(hello, carol, 'hi')
        learn(SaidNotices.OfComments, theirs)

        then:
        client.next('notification').data.with { it.kind == 'COMMENT' && it.actors*.id == [carol] }

        cleanup:
        client?.close()
    }

    def 'who comes back goes on after what was told last'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def said = (1..4).collect { say(alice, "number $it") }
        def client = stream(alice)
        client.next('counts')
        said[0..1].each {
            like("posts/$it", bob)
            learn(ReactionNotices, it)
        }
        def first = client.next('notification')
        client.close()
        said[2..3].each {
            like("posts/$it", bob)
            learn(ReactionNotices, it)
        }

        when:
        def again = stream(alice, ['Last-Event-ID': first.id])
        def events = (1..3).collect { again.next('notification') }

        then:
        first.data.subject.id == said[0]
        events*.data*.subject*.id == said[1..3]
        again.next('counts').data.unseenCount == 4

        cleanup:
        again?.close()
    }

    def 'a quiet stream shows that it is there, and its end is noticed'() {
        given:
        def alice = profile()
        def before = streams()
        def open = [stream(alice), stream(alice)]

        expect:
        open[0].next('heartbeat').data == [:]
        streams() == before + 2
        new Api(other.URI).get("/v1/profiles/$alice/timelines/notifications/stream").with {
            it.isProblem(429, 'too-many-streams') && it.header('retry-after')
        }

        when:
        open*.close()

        then:
        soon.eventually {
            assert streams() == before
        }
    }

    def 'a place to go on from must be one'() {
        expect:
        new Api(other.URI).get("/v1/profiles/${profile()}/timelines/notifications/stream", ['Last-Event-ID': 'x']).isProblem(400, 'malformed')
    }

    def 'a stream ends with its profile'() {
        given:
        def alice = profile()
        def client = stream(alice)
        client.next('counts')

        when:
        delete("/v1/profiles/$alice", Api.as(alice))

        then:
        client.ends()
    }

    def 'streams end with their instance, and no new ones begin'() {
        given:
        def alice = ProfileId.of(profile())
        def instance = new NotificationStreams(bean(InboxRepository), bean(NotificationDesk), bean(Profiles), bean(Json), bean(NotificationConfiguration), new SimpleMeterRegistry())
        def stream = instance.open(alice, null)
        def told = [stream.next().name]
        def waiting = Thread.ofVirtual().start { told << stream.next().name }

        when:
        instance.shutdownGracefully()

        then:
        waiting.join(Duration.ofSeconds(5))
        told == ['counts', 'heartbeat'] && !stream.hasNext()

        when:
        instance.open(alice, null)

        then:
        def refused = thrown(Problem)
        refused.code() == 'shutting-down'
    }

    private int streams() {
        other.applicationContext.getBean(NotificationStreams).count()
    }

    private Client stream(String profile, Map<String, String> headers = [:]) {
        new Client(other.URI.resolve("/v1/profiles/$profile/timelines/notifications/stream"), headers + Api.as(profile))
    }

    /** Reads a stream line by line. */
    private static class Client implements AutoCloseable {
        private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
        private final LinkedBlockingQueue<Map> events = new LinkedBlockingQueue<>()

        Client(URI url, Map<String, String> headers) {
            def request = HttpRequest.newBuilder(url)
            headers.each { name, value -> request.header(name, value) }
            def response = http.send(request.build(), BodyHandlers.ofLines())
            assert response.statusCode() == 200
            assert response.headers().firstValue('content-type').get().startsWith('text/event-stream')
            def queue = events
            Thread.ofVirtual().start {
                def event = [:]
                try {
                    response.body().forEach { String line ->
                        if (line) {
                            def (name, value) = line.split(': ', 2).toList()
                            event[name] = name == 'data' ? new JsonSlurper().parseText(value) : value
                        } else if (event) {
                            queue.add(event)
                            event = [:]
                        }
                    }
                } catch (UncheckedIOException gone) {
                    // closed from this side
                }
                queue.add([event: 'end'])
            }
        }

        /** The next event of a kind; heartbeats and counts before it are passed over. */
        Map next(String kind) {
            for (def event = events.poll(30, TimeUnit.SECONDS); event != null; event = events.poll(30, TimeUnit.SECONDS)) {
                if (event.event == kind) {
                    return event
                }
                assert event.event in ['heartbeat', 'counts']
            }
            throw new AssertionError("no $kind came" as Object)
        }

        boolean ends() {
            next('end') != null
        }

        @Override
        void close() {
            http.shutdownNow()
        }
    }
}
