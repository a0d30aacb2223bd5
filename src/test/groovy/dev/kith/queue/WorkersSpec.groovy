package dev.kith.queue

import dev.kith.cli.Cli
import dev.kith.events.ClaimCheck
import dev.kith.events.EventsKith
import dev.kith.events.EventsKith.Instance
import dev.kith.events.EventsKith.Rows
import dev.kith.events.Family
import dev.kith.events.Postbox
import org.neo4j.driver.Driver
import software.amazon.awssdk.services.sqs.SqsClient
import spock.lang.AutoCleanup
import spock.lang.ResourceLock
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

@ResourceLock(EventsKith.ALONE)
class WorkersSpec extends Specification {

    private static final String UPKEEP = '/v1/dead-letters/upkeep'

    @Shared
    EventsKith kith = EventsKith.running()
    @Shared
    Rows rows = new Rows('spec')
    @Shared
    @AutoCleanup
    Instance instance = kith.instance([:], rows)

    def soon = new PollingConditions(timeout: 60)

    def setup() {
        rows.keys.clear()
        rows.effect = {}
    }

    def 'messages that come twice, late, or in the wrong order change nothing'() {
        given: 'a profile that was private and is no more'
        def alice = instance.profile(private: true)
        instance.patch("/v1/profiles/$alice", [private: false])
        def state = { nodeOf(alice) }
        soon.eventually {
            assert !state().get('private').asBoolean()
        }

        when: 'all that was ever said of it comes again, from the last to the first, on two instances'
        def other = kith.instance([:], new Rows('spec'))
        (20..1).each { instance.bean(Postbox).post([new ClaimCheck('profile', it, alice, null)]) }

        then:
        soon.eventually {
            assert instance.get('/v1/dead-letters').json.items.every { it.waiting == 0 }
        }
        !state().get('private').asBoolean()
        instance.get("/v1/profiles/$alice").status == 200

        cleanup:
        other?.close()
    }

    def 'a message that will never do dies at once, with its reason'() {
        given:
        instance.post("$UPKEEP/redrive", [:])

        when:
        send('nonsense')

        then:
        def letter = onlyLetter()
        letter.message == 'nonsense' && letter.reason == 'not a claim check: no JSON object' && letter.receives == 1
        letter.sentAt <= letter.givenUpAt

        when: 'it is sent again, it dies again'
        def redriven = instance.post("$UPKEEP/redrive", [ids: [letter.id, 'another']])

        then:
        redriven.json == [redriven: 1, missing: ['another']]
        soon.eventually {
            assert instance.get(UPKEEP).json.items*.id.with { it.size() == 1 && it != [letter.id] }
        }

        cleanup:
        drop()
    }

    def 'a message whose effect fails is tried again later, a few times, and then waits for people'() {
        given:
        rows.effect = { throw new IllegalStateException('the moon is full') }

        when:
        instance.changed('spec', 4711)

        then:
        def letter = onlyLetter()
        letter.reason == 'java.lang.IllegalStateException: the moon is full'
        letter.receives == 2
        rows.keys == [4711L] * 2

        when: 'they see to it'
        def seen = cli('dlq', 'show', 'upkeep')
        rows.effect = {}
        def unclear = cli('dlq', 'redrive', 'upkeep')
        def sent = cli('dlq', 'redrive', 'upkeep', letter.id)

        then:
        seen.code == 0 && seen.text.contains(letter.id) && seen.text.contains('the moon is full') && seen.text.contains('1 dead letters of upkeep')
        unclear.code == 2
        sent.code == 0 && sent.text.contains('1 messages of upkeep are sent again')
        soon.eventually {
            assert rows.keys == [4711L] * 3
            assert instance.get(UPKEEP).json == [family: 'upkeep', deadLetters: 0, items: []]
        }
        cli('dlq', 'redrive', 'upkeep', letter.id).code == 1
        cli('dlq', 'redrive', 'upkeep', '--all').text.contains('0 messages')
        cli('dlq', 'list').text.readLines()*.split(/\s+/)*.first() == ['family', 'activities', 'comments', 'reactions', 'follows', 'mentions', 'bulk', 'upkeep']
        cli('dlq', 'show', 'nobody').code == 1
    }

    def 'a message that takes longer than its time in hand is held on to'() {
        given:
        rows.effect = { Thread.sleep(13_000) }

        when:
        instance.changed('spec', 4712)

        then:
        soon.eventually {
            assert instance.get('/prometheus').body =~ /kith_queue_messages_total\{.*family="upkeep".*outcome="done".*} /
            assert rows.keys == [4712L]
            assert waiting() == 0 && inHand() == 0
        }
        rows.keys == [4712L]
    }

    def '#path is refused with #status'() {
        expect:
        (body == null ? instance.get(path) : instance.post(path, body)).isProblem(status, code)

        where:
        path                             | body            || status | code
        '/v1/dead-letters/nobody'        | null            || 404    | 'family-not-found'
        "$UPKEEP?limit=0"                | null            || 400    | 'malformed'
        "$UPKEEP?limit=101"              | null            || 400    | 'malformed'
        '/v1/dead-letters/nobody/redrive' | [:]            || 404    | 'family-not-found'
        "$UPKEEP/redrive"                | [ids: []]       || 400    | 'malformed'
        "$UPKEEP/redrive"                | [id: 'x']       || 400    | 'malformed'
    }

    def 'every step is measured'() {
        given:
        instance.changed('spec', 4713)

        expect:
        soon.eventually {
            assert 4713L in rows.keys
            def body = instance.get('/prometheus').body
            names.each { assert body =~ /(?m)^$it[{ ]/ }
            assert body =~ /kith_queue_depth\{.*family="upkeep".*state="dead".*} 0\.0/
        }

        where:
        names = ['kith_outbox_depth', 'kith_outbox_age', 'kith_outbox_lag_seconds_count', 'kith_outbox_batch_count', 'kith_outbox_messages_total',
                 'kith_queue_batch_count', 'kith_queue_age_seconds_count', 'kith_queue_effect_seconds_count', 'kith_queue_messages_total', 'kith_queue_depth']
    }

    private onlyLetter() {
        def letters = null
        soon.eventually {
            letters = instance.get(UPKEEP).json.items
            assert letters.size() == 1
        }
        letters.first()
    }

    private void send(String body) {
        def url = instance.bean(SqsQueues).of(Family.UPKEEP).url()
        instance.bean(SqsClient).sendMessage { it.queueUrl(url).messageBody(body) }
    }

    /** Throws all dead letters away. */
    private void drop() {
        def url = instance.bean(SqsQueues).of(Family.UPKEEP).deadLettersUrl()
        instance.bean(SqsClient).purgeQueue { it.queueUrl(url) }
    }

    private int waiting() {
        attribute('ApproximateNumberOfMessages')
    }

    private int inHand() {
        attribute('ApproximateNumberOfMessagesNotVisible')
    }

    private int attribute(String name) {
        def queues = instance.bean(SqsQueues)
        queues.attributes(queues.of(Family.UPKEEP).url())[name] as int
    }

    private nodeOf(String profile) {
        instance.bean(Driver).executableQuery('MATCH (profile:Profile {id: $id}) RETURN profile').withParameters([id: profile as long])
                .execute().records().first().get('profile')
    }

    private Map cli(String... arguments) {
        def out = new StringWriter()
        def code = Cli.execute(new PrintWriter(out), new PrintWriter(out), *arguments, '--url', instance.server.URI.toString())
        [code: code, text: out.toString()]
    }
}
