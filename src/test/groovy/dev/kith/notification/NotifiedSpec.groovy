package dev.kith.notification

import dev.kith.KithSpec
import spock.util.concurrent.PollingConditions

import static dev.kith.Api.as

/** A spec of what profiles are told: soon after something happened, or at once where it asks for it. */
abstract class NotifiedSpec extends KithSpec {

    protected final PollingConditions soon = new PollingConditions(timeout: 20, delay: 0.05)

    protected Map timeline(String profile, String query = '') {
        def answer = get("/v1/profiles/$profile/timelines/notifications$query", as(profile))
        assert answer.status == 200: answer
        answer.json
    }

    /** What a profile is told, newest first: of each the kind, the subject's id, and the actors' ids. */
    protected List<List> told(String profile) {
        timeline(profile).items.collect { [it.kind, it.subject.id, it.actors*.id] }
    }

    /** Waits until that is what a profile is told. */
    protected boolean isTold(String profile, List<List> expected) {
        soon.eventually {
            assert told(profile) == expected
        }
        true
    }

    protected Map see(String profile, String upTo) {
        def answer = post("/v1/profiles/$profile/timelines/notifications/seen", [upTo: upTo])
        assert answer.status == 200: answer
        answer.json
    }

    protected Map read(String profile, List<String> ids) {
        def answer = post("/v1/profiles/$profile/timelines/notifications/read", [ids: ids])
        assert answer.status == 200: answer
        answer.json
    }

    protected void unlike(String item, String profile) {
        assert delete("/v1/$item/reactions/like/$profile").status == 204
    }

    /** Tells of changes as a message would. */
    protected void learn(Class consumer, String... keys) {
        bean(consumer).changed(keys.collect { it as long })
    }

    protected static <T> T bean(Class<T> type) {
        kith.server.applicationContext.getBean(type)
    }

    /** As if all that a profile was told had been told a day and a half earlier. */
    protected void age(String profile) {
        def shift = 36L * 3_600_000 << 22
        kith.rows('UPDATE notification SET id = id - ?, place = place - ? WHERE recipient_id = ?', shift, shift, profile as long)
        kith.rows('UPDATE notification_entry SET notification_id = notification_id - ?, place = place - ? WHERE recipient_id = ?', shift, shift, profile as long)
    }
}
