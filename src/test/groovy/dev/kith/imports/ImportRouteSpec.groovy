package dev.kith.imports

import dev.kith.Api
import dev.kith.KithSpec
import groovy.json.JsonOutput
import groovy.json.JsonSlurper

import java.time.Instant
import java.time.temporal.ChronoUnit

import static dev.kith.Api.as

class ImportRouteSpec extends KithSpec {

    def 'records of all kinds refer to each other by the names of the other system'() {
        given:
        def alice = record('profile', Api.someone(), 'a')
        def bob = record('profile', Api.someone(), 'b')
        def hello = record('post', [authorId: ref(bob), verb: 'POST', text: 'hello', extra: [mood: 'curious']], 'c') +
                [createdAt: '2011-02-03T04:05:06.789Z']

        when:
        def events = load(alice, bob, record('follow', [sourceId: ref(alice), targetId: ref(bob)]), hello)

        then:
        events == [[lines: 4, done: true, kinds: [
                profile: tally(2, 0, 0), follow: tally(1, 0, 0), post: tally(1, 0, 0)]]]

        and:
        def home = get("/v1/profiles/${idOf(alice)}/timelines/home").json.items
        home*.text == ['hello']
        home[0].createdAt == '2011-02-03T04:05:06.789Z'
        home[0].extra == [mood: 'curious', importId: hello.importId]

        when: 'it is sent again'
        def again = load(alice, bob, record('follow', [sourceId: ref(alice), targetId: ref(bob)]), hello)

        then:
        again.last().kinds == [profile: tally(0, 2, 0), follow: tally(0, 1, 0), post: tally(0, 1, 0)]
        get("/v1/profiles/${idOf(alice)}/timelines/home").json.items == home
    }

    def 'profiles that are there already are referred to by their ids'() {
        given:
        def alice = profile()
        def bob = profile()

        expect:
        load(record('follow', [sourceId: alice, targetId: bob])).last().kinds == [follow: tally(1, 0, 0)]
        get("/v1/profiles/$alice/following/$bob").json.state == 'FOLLOWING'
    }

    def 'a line that is #what is rejected with its number, and the others go in'() {
        given:
        def one = record('profile', Api.someone(), 'a')
        def other = record('profile', Api.someone(), 'b')

        when:
        def events = loadText([JsonOutput.toJson(one), '', line, JsonOutput.toJson(other)].join('\n'))

        then:
        events*.line == [3, null]
        events[0].problem.code == code
        events[0].problem.status == status
        events[0].problem.detail.contains(detail)
        events.last().lines == 4
        events.last().done
        events.last().kinds.profile.created == 2
        events.last().kinds.values()*.rejected.sum() == 1

        where:
        what                       | line                                                                                                       || status | code                | detail
        'no JSON'                  | 'profile,alice'                                                                                            || 400    | 'malformed'         | 'line must be a JSON object'
        'no object'                | '["profile"]'                                                                                              || 400    | 'malformed'         | 'line must be a JSON object'
        'cut off'                  | '{"kind":"profile","han'                                                                                   || 400    | 'malformed'         | 'line must be a JSON object'
        'too long'                 | '{"kind":"post","text":"' + 'x' * 70_000 + '"}'                                                            || 400    | 'malformed'         | 'line must be a JSON object'
        'without a kind'           | '{"handle":"alice"}'                                                                                       || 400    | 'malformed'         | 'kind must be one of profile, follow, connection, block, community, member, topic, post'
        'of an unknown kind'       | '{"kind":"enmity"}'                                                                                        || 400    | 'malformed'         | 'kind must be one of profile, follow, connection, block, community, member, topic, post'
        'of a kind in capitals'    | '{"kind":"FOLLOW"}'                                                                                        || 400    | 'malformed'         | 'kind must be one of profile, follow, connection, block, community, member, topic, post'
        'without a required field' | '{"kind":"follow","sourceId":"4711"}'                                                                      || 400    | 'malformed'         | 'targetId is required'
        'with an unknown field'    | '{"kind":"follow","sourceId":"4711","targetId":"4712","why":"x"}'                                          || 400    | 'malformed'         | 'why is unknown'
        'about an unknown name'    | '{"kind":"follow","sourceId":{"importId":"nobody-a"},"targetId":{"importId":"nobody-b"}}'                  || 404    | 'profile-not-found' | 'nobody-a'
        'about an unknown id'      | '{"kind":"follow","sourceId":"4711","targetId":"4712"}'                                                    || 404    | 'profile-not-found' | '4711'
        'about no id'              | '{"kind":"follow","sourceId":4711,"targetId":"4712"}'                                                      || 400    | 'malformed'         | 'sourceId must be an id in a string'
        'a self follow'            | '{"kind":"follow","sourceId":"4711","targetId":"4711"}'                                                    || 422    | 'self-relation'     | ''
        'by an unknown author'     | '{"kind":"post","authorId":{"importId":"nobody-c"},"verb":"POST","text":"x"}'                              || 404    | 'profile-not-found' | 'nobody-c'
        'a profile without a user' | '{"kind":"profile","handle":"xyz","displayName":"X","email":"x@example.org","accountType":"REGULAR"}'      || 400    | 'malformed'         | 'userId'
        'with too long a name'     | "{\"kind\":\"follow\",\"importId\":\"${'x' * 256}\",\"sourceId\":\"4711\",\"targetId\":\"4712\"}".toString() || 400    | 'malformed'         | 'importId must have 1 to 255 characters'
        'with a name of no text'   | '{"kind":"follow","importId":7,"sourceId":"4711","targetId":"4712"}'                                       || 400    | 'malformed'         | 'importId must be a string'
    }

    def 'a profile created #when is #outcome'() {
        given:
        def alice = record('profile', Api.someone(), 'a') + [createdAt: when]

        when:
        def events = load(alice)

        then:
        (events.size() == 1 ? 'taken' : events[0].problem.detail.find(/^createdAt must be/)) == outcome

        where:
        when                                              || outcome
        '2000-01-01T00:00:00.001Z'                        || 'taken'
        '2000-01-01T00:00:00Z'                            || 'createdAt must be'
        '1989-11-09T18:53:00Z'                            || 'createdAt must be'
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString() || 'taken'
        Instant.now().plusSeconds(3_600).toString()       || 'createdAt must be'
        'yesterday'                                       || 'createdAt must be'
        1_284_620_040_602                                 || 'createdAt must be'
        ''                                                || 'createdAt must be'
    }

    def 'a record is taken once, though it comes #many times in #records lines'() {
        given:
        def alice = record('profile', Api.someone(), 'a')
        def others = (0..<records - many).collect { [kind: 'profile', importId: 'x', nonsense: true] }
        def lines = [alice] + others + [alice] * (many - 1)

        when:
        def events = load(lines)

        then:
        events.last().kinds.profile.created == 1
        events.last().kinds.profile.existing == many - 1
        events.last().lines == records

        where:
        many | records
        2    | 2
        3    | 5
        2    | 2_100
    }

    def 'what is taken stays taken by whom it was: #what'() {
        given:
        def bob = Api.someone()
        profile(bob)

        when:
        def events = load(record('profile', Api.someone() + change(bob), 'a'))

        then:
        events*.line == [1, null]
        events[0].problem.code == code

        where:
        what         | change                   || code
        'the handle' | { [handle: it.handle] }  || 'handle-taken'
        'the user'   | { [userId: it.userId] }  || 'profile-exists'
    }

    def 'follows go by the rules of following'() {
        given:
        def alice = profile()
        def bob = profile()
        def carol = profile(private: true)
        block(bob, alice)

        when:
        def events = load(
                record('follow', [sourceId: alice, targetId: bob]),
                record('follow', [sourceId: bob, targetId: alice]),
                record('follow', [sourceId: alice, targetId: carol]))

        then:
        events*.line == [1, 2, null]
        events[0..1]*.problem*.code == ['profile-not-found', 'blocked']
        events.last().kinds == [follow: tally(1, 0, 2)]
        get("/v1/profiles/$alice/following/$carol", as(alice)).json.state == 'REQUESTED'
    }

    def 'lines may end as on other systems, and the last one not at all'() {
        given:
        def lines = (1..3).collect { JsonOutput.toJson(record('profile', Api.someone(), "n$it")) }

        expect:
        loadText(lines.join(ending) + last).last().kinds == [profile: tally(3, 0, 0)]

        where:
        ending     | last
        '\n'       | ''
        '\n'       | '\n'
        '\r\n'     | '\r\n'
        '\n \n\n'  | '\n\n'
    }

    def 'a body that is #what is answered with #status'() {
        when:
        def answer = post('/v1/imports', body, ['Content-Type': type])

        then:
        answer.status == status

        where:
        what          | body | type                   || status
        'empty'       | ''   | 'application/x-ndjson' || 400
        'blank'       | '\n' | 'application/x-ndjson' || 200
        'of no lines' | '{}' | 'application/json'     || 415
    }

    private List<Map> load(Map... records) {
        load(records.toList())
    }

    private List<Map> load(List<Map> records) {
        loadText(records.collect { JsonOutput.toJson(it) }.join('\n'))
    }

    private List<Map> loadText(String body) {
        def answer = post('/v1/imports', body, ['Content-Type': 'application/x-ndjson'])
        assert answer.status == 200: answer
        answer.body.readLines().collect { new JsonSlurper().parseText(it) as Map }
    }

    /** @param name told apart by the handle, so that no other feature's record has it */
    private static Map record(String kind, Map fields, String name = null) {
        [kind: kind] + fields + (name ? [importId: "$name of ${fields.handle ?: UUID.randomUUID()}".toString()] : [:])
    }

    private static Map ref(Map record) {
        [importId: record.importId]
    }

    private static Map tally(int created, int existing, int rejected) {
        [created: created, existing: existing, rejected: rejected]
    }

    private String idOf(Map profile) {
        get("/v1/profiles?handle=$profile.handle").json.id
    }
}
