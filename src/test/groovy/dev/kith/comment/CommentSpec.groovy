package dev.kith.comment

import dev.kith.KithSpec
import spock.util.concurrent.PollingConditions

import static dev.kith.Api.as
import static dev.kith.Api.someone

class CommentSpec extends KithSpec {

    def 'a comment is made, read, and counted with its post'() {
        given:
        def (alice, bob) = [profile(), someone()]
        def bobId = profile(bob)
        def hello = say(alice, 'hello')

        when:
        def answer = post("/v1/posts/$hello/comments", [authorId: bobId, text: "hi @$bob.handle #tea".toString()])

        then:
        answer.status == 201
        answer.header('location') == "/v1/comments/$answer.json.id"
        answer.json.subMap('postId', 'text', 'hashtags', 'repliesCount', 'deleted', 'reactions') ==
                [postId: hello, text: "hi @$bob.handle #tea".toString(), hashtags: ['tea'], repliesCount: 0, deleted: false, reactions: [likes: 0, unlikes: 0, stars: 0]]
        answer.json.author.id == bobId
        answer.json.mentions == [[id: bobId, handle: bob.handle]]
        !answer.json.parentCommentId
        get("/v1/comments/$answer.json.id").json == answer.json
        get("/v1/posts/$hello/comments").json.items == [answer.json]
        get("/v1/posts/$hello").json.reactions.comments == 1
    }

    def 'replies stand one level deep, whatever they answer'() {
        given:
        def alice = profile()
        def hello = say(alice, 'hello')
        def thread = comment(hello, alice, 'one')
        def reply = comment(hello, alice, 'two', thread)
        def answered = comment(hello, alice, 'three', reply)

        expect:
        get("/v1/posts/$hello/comments").json.items*.id == [thread]
        get("/v1/posts/$hello/comments?parentCommentId=$thread").json.items*.id == [answered, reply]
        get("/v1/comments/$thread").json.repliesCount == 2
        get("/v1/comments/$reply").json.with { [it.parentCommentId, it.answersCommentId] } == [thread, null]
        get("/v1/comments/$answered").json.with { [it.parentCommentId, it.answersCommentId] } == [thread, reply]
        get("/v1/posts/$hello").json.reactions.comments == 3

        and: 'a thread of one post is none of another'
        get("/v1/posts/${say(alice, 'another')}/comments?parentCommentId=$thread").json.items == []
    }

    def 'a deleted comment leaves its place as long as it is answered'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def hello = say(alice, 'hello')
        def thread = comment(hello, bob, 'one')
        def reply = comment(hello, alice, 'two', thread)

        when:
        delete("/v1/comments/$thread", as(bob))

        then:
        get("/v1/comments/$thread").isProblem(404, 'comment-not-found')
        get("/v1/posts/$hello/comments").json.items.collect { it.subMap('id', 'deleted', 'repliesCount', 'mentions', 'media') } ==
                [[id: thread, deleted: true, repliesCount: 1, mentions: [], media: []]]
        get("/v1/posts/$hello/comments").json.items.every { !it.author && !it.text }
        get("/v1/posts/$hello/comments?parentCommentId=$thread").json.items*.id == [reply]
        get("/v1/posts/$hello").json.reactions.comments == 1
        post("/v1/posts/$hello/comments", [authorId: alice, text: 'x', parentCommentId: thread]).isProblem(404, 'comment-not-found')

        when:
        delete("/v1/comments/$reply", as(alice))

        then:
        get("/v1/posts/$hello/comments").json.items == []
        get("/v1/posts/$hello").json.reactions.comments == 0
    }

    def 'a comment with #wrong is refused: #refusal #code'() {
        given:
        def alice = profile()
        def (hello, other) = [say(alice, 'hello'), say(alice, 'other')]
        def elsewhere = comment(other, alice, 'elsewhere')
        def body = [authorId: alice, text: 'x'] + change.collectEntries { k, v -> [k, v == 'elsewhere' ? elsewhere : v] }

        expect:
        post("/v1/posts/${to ?: hello}/comments", body).isProblem(refusal, code)
        get("/v1/posts/$hello").json.reactions.comments == 0

        where:
        wrong                  | to     | change                          || refusal | code
        'no author'            | null   | [authorId: null]                || 400     | 'malformed'
        'an unknown author'    | null   | [authorId: '4711']              || 404     | 'profile-not-found'
        'no text'              | null   | [text: null]                    || 400     | 'malformed'
        'a blank text'         | null   | [text: '  ']                    || 400     | 'malformed'
        'too long a text'      | null   | [text: 'x' * 5_001]             || 400     | 'malformed'
        'an unknown field'     | null   | [colour: 'red']                 || 400     | 'malformed'
        'an unknown parent'    | null   | [parentCommentId: '4711']       || 404     | 'comment-not-found'
        "another post's comment" | null | [parentCommentId: 'elsewhere']  || 404     | 'comment-not-found'
        'an unknown post'      | '4711' | [:]                             || 404     | 'post-not-found'
        'unknown media'        | null   | [mediaIds: ['4711']]            || 404     | 'media-not-found'
    }

    def 'its author edits a comment; its author, or the author of the post, deletes it'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        def hello = say(alice, 'hello')
        def (one, two) = [comment(hello, bob, 'one'), comment(hello, bob, 'two')]

        expect:
        patch("/v1/comments/$one", [text: 'uno'], as(alice)).isProblem(403, 'not-author')
        with(patch("/v1/comments/$one", [text: 'uno'], as(bob) + ['If-Match': '"1"'])) {
            status == 200 && json.text == 'uno' && json.editedAt && header('etag') == '"2"'
        }
        patch("/v1/comments/$one", [text: 'eins'], as(bob) + ['If-Match': '"1"']).isProblem(412, 'stale')
        patch("/v1/comments/$one", [text: ' '], as(bob)).isProblem(400, 'malformed')
        delete("/v1/comments/$one", as(carol)).isProblem(403, 'not-author')
        delete("/v1/comments/$one", as(alice)).status == 204
        delete("/v1/comments/$two", as(bob)).status == 204
        get("/v1/posts/$hello").json.reactions.comments == 0
        kith.rows('SELECT * FROM revision WHERE item_id = ?', one as long) == []
    }

    def 'who has a block with the author, with whoever is answered, or with who is named, does not see a comment'() {
        given:
        def (alice, bob, carol, dave) = [profile(), profile(), someone(), profile()]
        def carolId = profile(carol)
        def hello = say(alice, 'hello')
        def one = comment(hello, bob, 'one')
        def reply = comment(hello, alice, 'two', one)
        def naming = comment(hello, alice, "hello @$carol.handle")
        block(bob, dave)
        block(dave, carolId)

        expect:
        get("/v1/posts/$hello/comments", as(dave)).json.items == []
        [one, reply, naming].every { get("/v1/comments/$it", as(dave)).isProblem(404, 'comment-not-found') }
        get("/v1/posts/$hello/comments?parentCommentId=$one", as(dave)).json.items == []
        post("/v1/posts/$hello/comments", [authorId: dave, text: 'x', parentCommentId: one]).isProblem(404, 'comment-not-found')
        get("/v1/posts/$hello/comments", as(profile())).json.items*.id == [naming, one]
    }

    def 'with a post, or a profile, go the comments'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def (hello, other) = [say(alice, 'hello'), say(alice, 'other')]
        def gone = [comment(hello, bob, 'one')]
        gone << comment(hello, alice, 'two', gone[0])
        def bobs = comment(other, bob, 'three')
        like("comments/$bobs", alice)
        like("posts/$other", bob)
        like("comments/${gone[0]}", alice)

        when:
        delete("/v1/posts/$hello", as(alice))
        delete("/v1/profiles/$bob", as(bob))

        then:
        get("/v1/comments/${gone[0]}").isProblem(404, 'comment-not-found')
        get("/v1/posts/$other/comments").json.items == []
        new PollingConditions(timeout: 30).eventually {
            assert gone.every { kith.rows('SELECT * FROM comment WHERE id = ?', it as long) == [] }
            assert kith.rows('SELECT text FROM comment WHERE id = ?', bobs as long) == [[text: null]]
            assert ([gone[0], bobs]).every { kith.rows('SELECT * FROM reaction WHERE item_id = ?', it as long) == [] }
            assert get("/v1/posts/$other").json.reactions == [likes: 0, unlikes: 0, stars: 0, shares: 0, comments: 0]
        }
    }
}
