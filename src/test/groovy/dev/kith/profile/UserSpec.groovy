package dev.kith.profile

import dev.kith.KithSpec

import static dev.kith.Api.as
import static dev.kith.Api.someone

class UserSpec extends KithSpec {

    def 'a user is all profiles that it owns, and the timelines of the regular one'() {
        given:
        def fields = someone()
        def page = profile(fields + [handle: "${fields.handle}_page".toString(), accountType: 'INFLUENCER'])
        def person = profile(fields)

        expect:
        get("/v1/users/$fields.userId").json == [
                userId   : fields.userId,
                profiles : [[id: person, handle: fields.handle, displayName: fields.displayName], [id: page, handle: "${fields.handle}_page", displayName: fields.displayName]],
                timelines: [home         : "/v1/profiles/$person/timelines/home", personal: "/v1/profiles/$person/posts",
                            notifications: "/v1/profiles/$person/timelines/notifications"]]
        get("/v1/users/$fields.userId").json.timelines.values().every { get(it, as(person)).status == 200 }
    }

    def 'what of a user is deleted or hidden is not there'() {
        given:
        def fields = someone()
        def person = profile(fields)
        def page = profile(fields + [handle: "${fields.handle}_page".toString(), accountType: 'INFLUENCER', private: true])
        def alice = profile()

        expect:
        get("/v1/users/$fields.userId").json.profiles*.id == [person]
        get("/v1/users/$fields.userId", as(alice)).json.profiles*.id == [person, page]

        when:
        block(person, alice)

        then:
        get("/v1/users/$fields.userId", as(alice)).json.with { it.profiles*.id == [page] && it.timelines.home == "/v1/profiles/$page/timelines/home" }

        when:
        delete("/v1/profiles/$person", as(person))

        then:
        get("/v1/users/$fields.userId", as(page)).json.profiles*.id == [page]
        get("/v1/users/$fields.userId").isProblem(404, 'user-not-found')
    }

    def 'a user that nobody is, or could be, is refused'() {
        expect:
        get('/v1/users/nobody').isProblem(404, 'user-not-found')
        get("/v1/users/${'x' * 65}").with { it.isProblem(400, 'malformed') && it.violatedFields == ['userId'] }
        get('/v1/users/nobody', ['X-Viewer-Id': 'x']).isProblem(400, 'malformed')
    }
}
