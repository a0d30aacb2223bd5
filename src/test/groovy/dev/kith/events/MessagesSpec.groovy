package dev.kith.events

import groovy.json.JsonSlurper
import spock.lang.Specification

import java.time.Instant

class MessagesSpec extends Specification {

    private static final String TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
    private static final long HIGHEST = Long.MAX_VALUE
    private static final Instant MONDAY = Instant.parse('2026-03-02T12:00:00Z')

    def 'a claim check says what changed, and is read as it was written'() {
        given:
        def check = new ClaimCheck('profile', 52, '4711', trace)

        expect:
        new JsonSlurper().parseText(check.write()) == [v: 1, type: 'profile', id: '52', key: '4711'] + (trace ? [traceId: trace] : [:])
        ClaimCheck.read(check.write()) == check

        where:
        trace << [TRACE, null]
    }

    def 'the longest there can be is no longer than allowed'() {
        expect:
        new ClaimCheck('a' * 48, HIGHEST, "$HIGHEST:$HIGHEST", TRACE).write().bytes.length <= ClaimCheck.MAX_BYTES
    }

    def 'one of type #type and key #key is not made'() {
        when:
        new ClaimCheck(type, 1, key, null)

        then:
        thrown(IllegalArgumentException)

        where:
        type      | key
        'a' * 49  | '1'
        'Post'    | '1'
        'a"b'     | '1'
        ''        | '1'
        'profile' | ''
        'profile' | '1:2:3'
        'profile' | 'x'
        'profile' | '9' * 20
    }

    def 'a trace that is none is left out'() {
        expect:
        new ClaimCheck('profile', 1, '1', 'nonsense"').traceId() == null
    }

    def '#text is poison: #reason'() {
        when:
        ClaimCheck.read(text)

        then:
        def poison = thrown(Poison)
        poison.reason() == reason

        where:
        text                                               || reason
        ''                                                 || 'not a claim check: no JSON object'
        'nonsense'                                         || 'not a claim check: no JSON object'
        '[]'                                               || 'not a claim check: no JSON object'
        '{"type":"profile","id":"1","key":"1"}'            || 'not a claim check: it has no version'
        '{"v":2,"type":"profile","id":"1","key":"1"}'      || 'version 2 is not known'
        '{"v":1,"id":"1","key":"1"}'                       || 'not a claim check: type is missing'
        '{"v":1,"type":"profile","id":1,"key":"1"}'        || 'not a claim check: id is missing'
        '{"v":1,"type":"profile","id":"1","key":"x"}'      || 'not a claim check: a key is one id or two, was x'
        "{\"v\":1,\"type\":\"profile\",\"more\":\"${'x' * 256}\"}" || 'longer than 256 bytes'
    }

    def '#type belongs to #family'() {
        expect:
        Family.of(type) == family
        Family.named(family.label()).get() == family

        where:
        type          || family
        'post'        || Family.ACTIVITIES
        'comment'     || Family.COMMENTS
        'reaction'    || Family.REACTIONS
        'edge.FOLLOW' || Family.FOLLOWS
        'bundle.post' || Family.ACTIVITIES
        'edge.BLOCK'  || Family.FOLLOWS
        'bundle.edge.' || Family.FOLLOWS
        'bulk.edge.'  || Family.BULK
        'mention'     || Family.MENTIONS
        'profile'     || Family.UPKEEP
        'community'   || Family.UPKEEP
        'whatever'    || Family.UPKEEP
    }

    def 'an activity is known by what was done to what by whom'() {
        when:
        def activity = Activity.of(4711, 'POST', 4712, 'personal', MONDAY, ['notification:4713'], ['tea'])

        then:
        activity.foreignId() == 'POST:4711-4712'
        new CommentActivity(activity, '4714').parentId() == '4714'
        ReactionActivity.of(4712, 'like', ['notification:4711'], 4713).userId() == '4713'
        Following.of(4711, 4713) == new Following('home:4711', 'personal:4713', 300)
    }

    def 'an activity with #field that is #what is poison'() {
        given:
        def fields = [actor: '4711', verb: 'POST', objectId: '4712', feedType: 'personal', createdAt: MONDAY, to: ['notification:4713'],
                      foreignId: 'POST:4711-4712', hashTags: ['tea']] + [(field): value]

        when:
        new Activity(*(fields.values() as List))

        then:
        def poison = thrown(Poison)
        poison.reason().startsWith(field)

        where:
        field       | what               | value
        'actor'     | 'no id'            | 'alice'
        'actor'     | 'nobody'           | '0'
        'verb'      | 'empty'            | ''
        'verb'      | 'too long'         | 'P' * 41
        'objectId'  | 'less than none'   | '-1'
        'feedType'  | 'no word'          | '1st'
        'to'        | 'no feed'          | ['4713']
        'to'        | 'there twice'      | ['notification:4713', 'notification:4713']
        'to'        | 'too many'         | (1..1_001).collect { "notification:$it".toString() }
        'foreignId' | 'another\'s'       | 'POST:4711-4713'
        'hashTags'  | 'with its sign'    | ['#tea']
        'hashTags'  | 'not lower-case'   | ['Tea']
        'hashTags'  | 'there twice'      | ['tea', 'tea']
    }

    def 'neither is #what allowed'() {
        when:
        event.call()

        then:
        thrown(Poison)

        where:
        what                                   | event
        'a comment on itself'                  | { new CommentActivity(Activity.of(1, 'COMMENT', 2, 'personal', MONDAY, [], []), '2') }
        'a comment on nothing'                 | { new CommentActivity(Activity.of(1, 'COMMENT', 2, 'personal', MONDAY, [], []), '') }
        'a reaction to nothing'                | { new ReactionActivity('', 'like', [], [:], '1') }
        'a reaction of no kind'                | { ReactionActivity.of(1, '', [], 2) }
        'a reaction that shows nowhere known'  | { ReactionActivity.of(1, 'like', ['somewhere'], 2) }
        'a reaction with too much data'        | { new ReactionActivity('1', 'like', [], (1..33).collectEntries { ["k$it".toString(), 'v'] }, '2') }
        'a reaction of nobody'                 | { new ReactionActivity('1', 'like', [], [:], 'nobody') }
        'a feed that takes in itself'          | { new Following('home:1', 'home:1', 0) }
        'a feed that takes in too much'        | { new Following('home:1', 'personal:2', 1_001) }
        'a feed that takes in less than none'  | { new Following('home:1', 'personal:2', -1) }
        'a feed of nobody'                     | { new Following('home', 'personal:2', 1) }
    }
}
