package dev.kith.reaction

import dev.kith.KithSpec

import static dev.kith.Api.as

class ReactionSpec extends KithSpec {

    def 'a #kind of a #what is given once, listed, counted, and taken back'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def hello = say(alice, 'hello')
        def item = what == 'post' ? "/v1/posts/$hello" : "/v1/comments/${comment(hello, alice, 'one')}"

        when:
        def answers = (1..2).collect { put("$item/reactions/$kind/$bob") }

        then:
        answers*.status == [200, 200]
        answers*.json*.created == [true, false]
        answers[0].json.subMap('profileId', 'kind') == [profileId: bob, kind: kind]
        answers*.json*.createdAt.toSet().size() == 1
        get("$item/reactions").json.items.collect { [it.profile.id, it.kind, it.createdAt] } == [[bob, kind, answers[0].json.createdAt]]
        get("$item/reactions?kind=$kind").json.items.size() == 1
        get("$item/reactions?kind=${kind == 'like' ? 'star' : 'like'}").json.items == []
        counts(item) == given

        when:
        def taken = (1..2).collect { delete("$item/reactions/$kind/$bob") }

        then:
        taken*.status == [204, 204]
        get("$item/reactions").json.items == []
        counts(item) == takenBack

        when:
        put("$item/reactions/$kind/$bob")

        then:
        counts(item) == given

        where:
        kind   | what      || given                            | takenBack
        'like' | 'post'    || [likes: 1, unlikes: 0, stars: 0] | [likes: 0, unlikes: 1, stars: 0]
        'star' | 'post'    || [likes: 0, unlikes: 0, stars: 1] | [likes: 0, unlikes: 0, stars: 0]
        'like' | 'comment' || [likes: 1, unlikes: 0, stars: 0] | [likes: 0, unlikes: 1, stars: 0]
        'star' | 'comment' || [likes: 0, unlikes: 0, stars: 1] | [likes: 0, unlikes: 0, stars: 0]
    }

    def 'who can not see a post does not react to it, but takes back what they gave'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        def hello = say(alice, 'hello')
        def one = comment(hello, alice, 'one')
        like("posts/$hello", bob)
        block(alice, bob)

        expect:
        put("/v1/posts/$hello/reactions/star/$bob").isProblem(404, 'post-not-found')
        put("/v1/comments/$one/reactions/star/$bob").isProblem(404, 'comment-not-found')
        get("/v1/posts/$hello/reactions", as(bob)).isProblem(404, 'post-not-found')
        delete("/v1/posts/$hello/reactions/like/$bob").status == 204
        counts("/v1/posts/$hello").likes == 0

        and: 'nor does anybody as somebody else, or as nobody'
        put("/v1/posts/$hello/reactions/like/$carol", null, as(alice)).isProblem(403, 'viewer-mismatch')
        put("/v1/posts/$hello/reactions/like/4711").isProblem(404, 'profile-not-found')
        put("/v1/posts/4711/reactions/like/$carol").isProblem(404, 'post-not-found')
        put("/v1/posts/$hello/reactions/love/$carol").isProblem(400, 'malformed')
        get("/v1/posts/$hello/reactions?kind=love").isProblem(400, 'malformed')
    }

    def 'who reacted is told to those who see them, newest first, page by page'() {
        given:
        def (alice, viewer) = [profile(), profile()]
        def fans = (1..7).collect { profile() }
        def hello = say(alice, 'hello')
        fans.each { like("posts/$hello", it) }
        block(fans[3], viewer)

        expect:
        pages("/v1/posts/$hello/reactions", 3)*.profile*.id == fans.reverse()
        pages("/v1/posts/$hello/reactions?kind=like", 2, as(viewer))*.profile*.id == (fans - fans[3]).reverse()
    }

    private Map counts(String item) {
        get(item).json.reactions.subMap('likes', 'unlikes', 'stars')
    }
}
