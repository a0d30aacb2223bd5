package dev.kith.timeline

import dev.kith.Api
import dev.kith.KithSpec

import static dev.kith.Api.as

class ExplainSpec extends KithSpec {

    def 'a post of a followee is there, by steps that all pass'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        def post = say(bob, 'hello')

        expect:
        def told = explain(alice, post)
        told.postId == post && told.viewerId == alice && told.decision == 'SHOW'
        told.steps.every { it.outcome == 'PASS' }
        told.steps*.rule == ['EXISTS', 'SOURCE', 'BLOCKED_BY', 'BLOCKING', 'MUTED', 'NOT_PUBLIC', 'NOT_FOLLOWING', 'LIST']
        told.steps[1].detail == "follows its author, profile $bob"
        told.steps[2].detail == "profile $bob"
    }

    def 'what is not there because #why is told so'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        def post = happens.call(api, alice, bob)

        expect:
        def told = explain(alice, post)
        told.decision == 'HIDE'
        told.steps.findAll { it.outcome == 'HIDE' }*.rule == rules
        !(post in get("/v1/profiles/$alice/timelines/home").json.items*.id)

        where:
        why                              | rules                    || happens
        'it is deleted'                  | ['EXISTS']               || { api, her, him -> api.say(him, 'oh').tap { api.delete("/v1/posts/$it", as(him)) } }
        'it never was'                   | ['EXISTS']               || { api, her, him -> '4711' }
        'it is by a stranger'            | ['SOURCE']               || { api, her, him -> api.say(api.profile(), 'hello') }
        'it is her own'                  | ['SOURCE']               || { api, her, him -> api.say(her, 'hello') }
        'she mutes him'                  | ['MUTED']                || { api, her, him -> api.mute(her, him); api.say(him, 'hello') }
        'he blocks her'                  | ['SOURCE', 'BLOCKED_BY'] || { api, her, him -> api.say(him, 'hello').tap { api.block(him, her) } }
        'it names one who blocks her'    | ['BLOCKED_BY']           || { api, her, him ->
            def third = Api.someone()
            def id = api.profile(third)
            api.say(him, "with @$third.handle").tap { api.block(id, her) }
        }
        'it passes on one who blocks her' | ['BLOCKED_BY']          || { api, her, him ->
            def third = api.profile()
            def original = api.say(third, 'original')
            def repost = api.post('/v1/posts', [authorId: him, verb: 'REPOST', originalPostId: original]).json.id
            api.block(third, her)
            repost
        }
        'it is in a private community'   | ['NOT_A_MEMBER']         || { api, her, him -> api.sayIn(api.community(him, [private: true]), him, 'hello') }
    }

    def 'it is for one reader and one post'() {
        given:
        def alice = profile()

        expect:
        get("/v1/profiles/$alice/timelines/home/explain").isProblem(400, 'malformed')
        get("/v1/profiles/$alice/timelines/home/explain?postId=x").isProblem(400, 'malformed')
        get('/v1/profiles/4711/timelines/home/explain?postId=1').isProblem(404, 'profile-not-found')
        get("/v1/profiles/$alice/timelines/home/explain?postId=1", as(profile())).isProblem(403, 'viewer-mismatch')
    }

    private Map explain(String reader, String post) {
        def answer = get("/v1/profiles/$reader/timelines/home/explain?postId=$post")
        assert answer.status == 200: answer
        answer.json
    }
}
