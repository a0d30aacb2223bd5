package dev.kith.post

import dev.kith.KithSpec

import static dev.kith.Api.as
import static dev.kith.Concurrently.times

class RepostSpec extends KithSpec {

    def 'a repost shows its original, and counts among its shares'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def hello = say(alice, 'hello #tea')

        when:
        def answer = repost(bob, hello, [text: 'well said'])

        then:
        answer.status == 201
        answer.json.verb == 'REPOST'
        answer.json.text == 'well said'
        answer.json.original.id == hello
        answer.json.original.author.id == alice
        answer.json.original.hashtags == ['tea']
        get("/v1/posts/$hello").json.reactions.shares == 1
        get("/v1/profiles/$bob/posts").json.items*.id == [answer.json.id]
    }

    def 'a repost of a repost points at the root'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        def hello = say(alice, 'hello')
        def first = repost(bob, hello).json.id

        when:
        def second = repost(carol, first)

        then:
        second.json.original.id == hello
        get("/v1/posts/$hello").json.reactions.shares == 2
        get("/v1/posts/$first").json.reactions.shares == 0
    }

    def 'a profile reposts a post once, even twenty times at once, and again after it took that back'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def hello = say(alice, 'hello')

        when:
        def answers = times(20) { repost(bob, hello) }
        def made = answers.findAll { it.status == 201 }

        then:
        made.size() == 1
        (answers - made).every { it.isProblem(409, 'repost-exists') }
        get("/v1/posts/$hello").json.reactions.shares == 1

        when:
        delete("/v1/posts/${made[0].json.id}", as(bob))

        then:
        get("/v1/posts/$hello").json.reactions.shares == 0
        repost(bob, hello).status == 201
        get("/v1/posts/$hello").json.reactions.shares == 1
    }

    def 'a deleted original leaves its reposts empty'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def hello = say(alice, 'hello')
        def passed = repost(bob, hello).json.id

        when:
        delete("/v1/posts/$hello", as(alice))

        then:
        with(get("/v1/posts/$passed")) {
            status == 200
            json.verb == 'REPOST'
            !json.containsKey('original')
        }
        repost(profile(), passed).isProblem(404, 'post-not-found')
    }

    def 'who can not see the original sees no repost of it, and passes nothing on'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        def hello = say(alice, 'hello')
        def passed = repost(bob, hello).json.id
        block(alice, carol)
        follow(carol, bob)

        expect:
        get("/v1/posts/$passed", as(carol)).isProblem(404, 'post-not-found')
        get("/v1/profiles/$bob/posts", as(carol)).json.items == []
        get("/v1/profiles/$carol/timelines/home").json.items == []
        repost(carol, hello).isProblem(404, 'post-not-found')
        repost(carol, passed).isProblem(404, 'post-not-found')

        and: 'who passed it on sees their own, emptied'
        block(bob, alice)
        get("/v1/posts/$passed", as(bob)).json.with { it.verb == 'REPOST' && !it.original }
    }

    def 'a repost with #wrong is refused'() {
        given:
        def alice = profile()
        def hello = say(alice, 'hello')

        expect:
        with(post('/v1/posts', [authorId: alice, verb: verb, text: 'x'] + (named ? [originalPostId: named == 'it' ? hello : named] : [:]))) {
            isProblem(refusal, code)
        }

        where:
        wrong                        | verb     | named  || refusal | code
        'no original'                | 'REPOST' | null   || 400     | 'malformed'
        'an original, but as a post' | 'POST'   | 'it'   || 400     | 'malformed'
        'an original that is not'    | 'REPOST' | '4711' || 404     | 'post-not-found'
    }

    private repost(String author, String original, Map more = [:]) {
        post('/v1/posts', [authorId: author, verb: 'REPOST', originalPostId: original] + more)
    }
}
