package dev.kith.notification

import static dev.kith.Api.as

/** A batch makes many follows at once, and one message tells of all of them: whom they concern is told in one go. */
class NoticesOfBatchSpec extends NotifiedSpec {

    def 'of the follows of a batch each is told once, together with what was told and not read before'() {
        given:
        def (early, late) = [profile(), profile()]
        def (fresh, open, readers) = [30, 5, 5].collect { count -> (1..count).collect { profile() } }
        def (deaf, shy) = [profile(), profile(private: true)]
        (open + readers).each { follow(early, it) }
        (open + readers).each { isTold(it, [['FOLLOW', it, [early]]]) }
        readers.each { read(it, timeline(it).items*.id) }
        assert put("/v1/profiles/$deaf/notification-preferences", [follow: false], as(deaf)).status == 200
        def all = fresh + open + readers + [deaf, shy]

        when:
        carriedOut('follows', late, all)

        then:
        fresh.every { isTold(it, [['FOLLOW', it, [late]]]) }
        open.every { isTold(it, [['FOLLOW', it, [late, early]]]) }
        readers.every { isTold(it, [['FOLLOW', it, [late]], ['FOLLOW', it, [early]]]) }
        isTold(shy, [['REQUEST', shy, [late]]])
        told(deaf) == []
        (fresh + open).every { timeline(it).unseenCount == 1 }

        when: 'all of it is undone'
        def before = (fresh + open).collectEntries { [it, timeline(it).items*.id] }
        carriedOut('unfollows', late, all)

        then:
        fresh.every { isTold(it, []) }
        (open + readers).every { isTold(it, [['FOLLOW', it, [early]]]) }
        isTold(shy, [])

        when: 'and done again soon after'
        carriedOut('follows', late, all)

        then: 'it comes back where it was'
        fresh.every { isTold(it, [['FOLLOW', it, [late]]]) }
        open.every { isTold(it, [['FOLLOW', it, [late, early]]]) }
        before.every { profile, ids -> timeline(profile).items*.id == ids }
    }

    private void carriedOut(String kind, String source, List<String> targets) {
        def batch = post("/v1/batches/$kind", [sourceId: source, targetIds: targets], as(source))
        assert batch.status == 202: batch
        soon.eventually {
            assert get("/v1/batches/$batch.json.id").json.state == 'COMPLETED'
        }
    }
}
