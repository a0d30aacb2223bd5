package dev.kith.post

import dev.kith.KithSpec

import static dev.kith.Api.as
import static dev.kith.Api.someone

class PostEditSpec extends KithSpec {

    def 'an edit changes what a post says, names and carries, and keeps what it said'() {
        given:
        def (alice, bob) = [profile(), someone()]
        def bobId = profile(bob)
        def id = say(alice, "hello @$bob.handle #tea")

        when:
        def answer = patch("/v1/posts/$id", [text: 'good bye #coffee', extra: [mood: 'sad']], as(alice) + ['If-Match': '"1"'])

        then:
        answer.status == 200
        answer.header('etag') == '"2"'
        answer.json.text == 'good bye #coffee'
        answer.json.mentions == []
        answer.json.hashtags == ['coffee']
        answer.json.extra == [mood: 'sad']
        answer.json.editedAt >= answer.json.createdAt
        get("/v1/posts/$id").json == answer.json
        revisions(id) == [[1, "hello @$bob.handle #tea".toString()]]
        bobId

        and: 'one that changes nothing is none'
        patch("/v1/posts/$id", [text: 'good bye #coffee'], as(alice)).header('etag') == '"2"'

        when: 'deleted, it is forgotten'
        delete("/v1/posts/$id", as(alice))

        then:
        revisions(id) == []
    }

    def 'a post moves between hashtags as it is edited'() {
        given:
        def alice = profile()
        def (tea, coffee) = ["tea$alice".toString(), "coffee$alice".toString()]
        def id = say(alice, "#$tea")

        when:
        patch("/v1/posts/$id", [text: "#$coffee"], as(alice))

        then:
        get("/v1/hashtags/$tea/posts").json.items == []
        get("/v1/hashtags/$coffee/posts").json.items*.id == [id]
        get("/v1/profiles/$alice/posts").json.items*.id == [id]
    }

    def 'an edit with #wrong is refused: #refusal #code'() {
        given:
        def alice = profile()
        def id = say(alice, 'hello')

        expect:
        patch("/v1/posts/$id", edit, by == 'alice' ? as(alice) : by ? as(profile()) : [:] ).isProblem(refusal, code)
        get("/v1/posts/$id").header('etag') == '"1"'

        where:
        wrong                 | by       | edit                  || refusal | code
        'nobody acting'       | null     | [text: 'x']           || 400     | 'viewer-required'
        'another acting'      | 'bob'    | [text: 'x']           || 403     | 'not-author'
        'nothing left to say' | 'alice'  | [text: null]          || 400     | 'malformed'
        'too long a text'     | 'alice'  | [text: 'x' * 5_001]   || 400     | 'malformed'
        'another author'      | 'alice'  | [authorId: '1']       || 400     | 'malformed'
        'an array'            | 'alice'  | [1]                   || 400     | 'malformed'
        'a strange topic'     | 'alice'  | [topicIds: ['4711']]  || 422     | 'not-a-topic'
        'media of nobody'     | 'alice'  | [mediaIds: ['4711']]  || 404     | 'media-not-found'
    }

    def 'of two who edit what they read, one is stale'() {
        given:
        def alice = profile()
        def id = say(alice, 'hello')

        when:
        def answers = ['one', 'two'].collect { patch("/v1/posts/$id", [text: it], as(alice) + ['If-Match': '"1"']) }

        then:
        answers*.status == [200, 412]
        get("/v1/posts/$id").json.text == 'one'
    }

    private List revisions(String id) {
        kith.rows('SELECT version, text FROM revision WHERE item_id = ? ORDER BY version', id as long).collect { [it.version, it.text] }
    }
}
