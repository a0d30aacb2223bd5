package dev.kith.post

import dev.kith.KithSpec

import static dev.kith.Api.as

class PostListSpec extends KithSpec {

    def 'a post is listed under its author, its target, its topics and its hashtags'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def tea = community(alice)
        join(tea, bob, alice)
        def scones = topic(tea, alice, 'scones')
        def jam = topic(tea, alice, 'jam')

        when:
        def named = post('/v1/posts', [authorId: bob, verb: 'POST', text: 'x', target: [kind: 'COMMUNITY', id: tea], topicIds: [scones]]).json
        def tagged = sayIn(tea, bob, '#Jam with #scones')
        def wall = post('/v1/posts', [authorId: bob, verb: 'POST', text: "hi #jam$bob", target: [kind: 'PROFILE', id: alice]]).json.id

        then:
        named.topicIds == [scones]
        get("/v1/posts/$tagged").json.topicIds as Set == [scones, jam] as Set
        ids("/v1/profiles/$bob/posts") == [wall, tagged, named.id]
        ids("/v1/profiles/$alice/posts") == [wall]
        ids("/v1/communities/$tea/posts") == [tagged, named.id]
        ids("/v1/communities/$tea/posts?topicId=$scones") == [tagged, named.id]
        ids("/v1/topics/$scones/posts") == [tagged, named.id]
        ids("/v1/topics/$jam/posts") == [tagged]
        ids("/v1/hashtags/JAM$bob/posts") == [wall]
        get("/v1/profiles/$bob").json.postsCount == 3
        get("/v1/profiles/$alice").json.postsCount == 0

        when: 'it is deleted, it is gone from all of them'
        delete("/v1/posts/$tagged", as(bob))

        then:
        ids("/v1/profiles/$bob/posts") == [wall, named.id]
        ids("/v1/communities/$tea/posts") == [named.id]
        ids("/v1/topics/$jam/posts") == []
    }

    def 'what others say on the wall of a followee is no news of the followee'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        follow(carol, alice)
        post('/v1/posts', [authorId: bob, verb: 'POST', text: 'hi', target: [kind: 'PROFILE', id: alice]])
        def own = say(alice, 'mine')

        expect:
        get("/v1/profiles/$carol/timelines/home").json.items*.id == [own]
    }

    def 'a topic of another community, or of none, is refused'() {
        given:
        def alice = profile()
        def (tea, coffee) = [community(alice), community(alice)]
        def beans = topic(coffee, alice, 'beans')

        expect:
        post('/v1/posts', [authorId: alice, verb: 'POST', text: 'x', topicIds: [beans]]).isProblem(422, 'not-a-topic')
        post('/v1/posts', [authorId: alice, verb: 'POST', text: 'x', target: [kind: 'COMMUNITY', id: tea], topicIds: [beans]]).isProblem(422, 'not-a-topic')
        get("/v1/communities/$tea/posts?topicId=$beans").isProblem(404, 'topic-not-found')
    }

    def "a private community's topics are for its members"() {
        given:
        def alice = profile()
        def tea = community(alice, [private: true])
        def scones = topic(tea, alice, 'scones')
        def said = sayIn(tea, alice, "#scones$alice #scones")

        expect:
        get("/v1/topics/$scones/posts").isProblem(404, 'topic-not-found')
        get("/v1/topics/$scones/posts", as(alice)).json.items*.id == [said]
        get("/v1/hashtags/scones$alice/posts").json.items == []
        get("/v1/hashtags/scones$alice/posts", as(alice)).json.items*.id == [said]
        get('/v1/topics/4711/posts').isProblem(404, 'topic-not-found')
        get('/v1/hashtags/nobody_ever_said_this/posts').json == [items: [], nextCursor: null]
    }

    def 'lists are whole, page by page, and each has cursors of its own'() {
        given:
        def alice = profile()
        def said = (1..11).collect { say(alice, "#page$alice $it") }.reverse()

        expect:
        [1, 3, 11, 20].every { limit -> pages("/v1/hashtags/page$alice/posts", limit)*.id == said }
        pages("/v1/profiles/$alice/posts", 4)*.id == said
        get("/v1/profiles/${profile()}/posts?cursor=${get("/v1/profiles/$alice/posts?limit=2").json.nextCursor}").isProblem(400, 'bad-cursor')
    }

    def 'a mention of a community is shown to who sees it'() {
        given:
        def alice = profile()
        def (open, hidden) = [community(alice), community(alice, [visible: false])]
        def text = "see @community:$open and @community:$hidden".toString()
        def (byAdmin, byOther) = [say(alice, text), say(profile(), text)]

        expect:
        get("/v1/posts/$byAdmin", as(alice)).json.mentions == [[id: open, handle: "community:$open"], [id: hidden, handle: "community:$hidden"]]
        get("/v1/posts/$byAdmin").json.mentions*.id == [open]
        get("/v1/posts/$byOther", as(alice)).json.mentions*.id == [open]
    }

    def 'a topic that is deleted leaves its posts'() {
        given:
        def alice = profile()
        def tea = community(alice)
        def scones = topic(tea, alice, 'scones')
        def said = sayIn(tea, alice, '#scones')

        when:
        delete("/v1/communities/$tea/topics/$scones", as(alice))

        then:
        get("/v1/topics/$scones/posts").isProblem(404, 'topic-not-found')
        new spock.util.concurrent.PollingConditions(timeout: 30).eventually {
            assert get("/v1/posts/$said").json.topicIds == []
        }
    }

    private List ids(String path) {
        get(path).json.items*.id
    }

    private String topic(String community, String admin, String name) {
        def answer = post("/v1/communities/$community/topics", [name: name], as(admin))
        assert answer.status == 201: answer
        answer.json.id
    }
}
