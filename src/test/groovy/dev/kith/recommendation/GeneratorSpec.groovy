package dev.kith.recommendation

import dev.kith.KithSpec
import dev.kith.graph.RecommendationEdges
import dev.kith.id.Ids
import dev.kith.id.ProfileId
import dev.kith.snapshot.Snapshots
import spock.util.concurrent.PollingConditions

import java.time.Clock
import java.time.Duration
import java.time.Instant

import static dev.kith.Api.as

class GeneratorSpec extends KithSpec {

    private static final String RUNS = '/v1/recommendations/runs'

    def soon = new PollingConditions(timeout: 30, delay: 0.1)

    private <T> T bean(Class<T> type) {
        kith.server.applicationContext.getBean(type)
    }

    def 'a profile is recommended whom follows, communities and tags suggest, each with its reason'() {
        given:
        def tags = (1..2).collect { "tag-${System.nanoTime()}-$it".toString() }
        def alice = profile(tags: tags)
        def (bob, carol, dave) = (1..3).collect { profile() }
        def eve = profile()
        def (fan, mate) = [profile(), profile()]
        def (twin, alike) = [profile(tags: tags), profile(tags: tags.take(1))]
        def (blocked, muted, dismissed, gone) = (1..4).collect { profile() }
        def shy = profile(private: true)
        [bob, carol, dave].each { follow(alice, it) }
        [eve, blocked, muted, dismissed, gone].each { one -> [bob, carol, dave].each { follow(it, one) } }
        [bob, carol].each { by ->
            follow(by, shy)
            post("/v1/profiles/$shy/follow-requests/$by/approve", null)
        }
        follow(fan, alice)
        join(community(alice), mate, alice)
        [eve, blocked, muted, dismissed, gone].each { known(it, 3) }
        known(shy, 2)
        [alice, bob, carol, dave].each { known(it, 1) }
        block(alice, blocked)
        mute(alice, muted)
        follow(alice, shy)
        assert delete("/v1/profiles/$alice/recommendations/$dismissed").status == 204
        assert delete("/v1/profiles/$gone").status == 204

        when:
        def begun = post("/v1/profiles/$alice/recommendations/generate", null)
        def run = ended(begun.json.id)
        def items = get("/v1/profiles/$alice/recommendations").json.items

        then:
        begun.status == 202
        begun.header('location') == "$RUNS/${begun.json.id}"
        run.subMap('profileId', 'state', 'total', 'done', 'failed', 'stored') == [profileId: alice, state: 'COMPLETED', total: 1, done: 1, failed: 0, stored: 5]
        items*.profile*.id == [fan, eve, mate, twin, alike]
        items*.reason == ['Follows you', 'Followed by people you follow', 'In a community of yours', 'Has tags of yours', 'Has tags of yours']
        items*.runId.unique() == [run.id]
        words(items[0]) == ['follows you']
        words(items[1]) == [dave, bob, '1 others you follow']
        words(items[2]) == ['1 communities in common']
        words(items[3]) == ['2 tags in common']
    }

    def 'who would not be served does not take the place of others, and the same run comes to the same'() {
        given:
        def (alice, bob, carol) = (1..3).collect { profile() }
        def (best, next) = [profile(), profile()]
        [bob, carol].each { follow(alice, it) }
        [bob, carol].each { follow(it, best) }
        follow(bob, next)
        known(best, 2)
        known(next, 1)
        [bob, carol].each { known(it, 1) }
        def one = new GeneratorConfiguration('0 3 * * *', Duration.ofDays(30), 1, Duration.ofDays(7), Duration.ofSeconds(5), Duration.ofDays(30))
        def generator = new Generator(bean(Snapshots), bean(Affinities), bean(RecommendationEdges), bean(RecommendationViews), one, bean(Clock))
        def targets = { generator.workOut(ProfileId.of(alice), 7).all()*.targetId()*.toString() }

        expect:
        targets() == [best]
        generator.workOut(ProfileId.of(alice), 7).all() == generator.workOut(ProfileId.of(alice), 7).all()

        when:
        delete("/v1/profiles/$alice/recommendations/$best")

        then:
        targets() == [next]

        when:
        block(next, alice)

        then:
        targets() == []
    }

    def 'of who knows nobody, or is gone, nothing comes'() {
        given:
        def (alone, gone) = [profile(), profile()]

        expect:
        ended(post("/v1/profiles/$alone/recommendations/generate", null).json.id).subMap('done', 'stored') == [done: 1, stored: 0]

        when:
        assert delete("/v1/profiles/$gone").status == 204
        def run = bean(Runs).begin(ProfileId.of(gone))

        then:
        ended(run.id().toString()).subMap('done', 'failed') == [done: 0, failed: 1]
        post("/v1/profiles/$gone/recommendations/generate", null).isProblem(404, 'profile-not-found')
        post("/v1/profiles/$alone/recommendations/generate", null, as(gone)).isProblem(403, 'viewer-mismatch')
    }

    def 'a run goes on where whoever worked on it died, and no two are under way for the same'() {
        given: 'three who read, in a future of their own'
        def later = Instant.now().plus(Duration.ofDays(1000))
        def people = (1..3).collect { profile() }.sort { it as long }
        people.each { get("/v1/profiles/$it/recommendations") }
        soon.eventually { assert people.every { kith.rows('SELECT profile_id FROM profile_reader WHERE profile_id = ?', it as Long) } }
        people.each { kith.rows("UPDATE profile_reader SET read_at = ? WHERE profile_id = ?", later.plusSeconds(1).atOffset(java.time.ZoneOffset.UTC), it as Long) }
        def id = bean(Ids).next()
        kith.rows('''
                INSERT INTO recommendation_run (id, profile_id, since, total, reached, done, stored, worker, heartbeat)
                VALUES (?, 0, ?, 3, ?, 1, 7, 'who died', now() - interval '10 seconds')
                ''', id, later.atOffset(java.time.ZoneOffset.UTC), people[0] as Long)

        expect: 'as long as it may be at work, nobody else is'
        bean(Runs).work(id)
        get("$RUNS/$id").json.subMap('state', 'total', 'done', 'stored') == [state: 'RUNNING', total: 3, done: 1, stored: 7]
        get("$RUNS?limit=1").json.items*.id.size() == 1
        pages(RUNS, 5)*.id.contains(id.toString())
        post(RUNS, null).with { it.status == 202 && it.json.id == id.toString() && it.header('location') == "$RUNS/$id" }

        when:
        kith.rows("UPDATE recommendation_run SET heartbeat = now() - interval '2 minutes' WHERE id = ?", id)
        bean(RunSweep).sweep()
        def run = ended(id.toString())

        then:
        run.subMap('total', 'done', 'failed', 'stored') == [total: 3, done: 3, failed: 0, stored: 7]
        run.finishedAt

        cleanup:
        kith.rows('DELETE FROM profile_reader WHERE read_at > now()')
    }

    def 'a run that there is not is not found'() {
        expect:
        get("$RUNS/4711").isProblem(404, 'run-not-found')
        get("$RUNS/nonsense").isProblem(400, 'malformed')
        get("$RUNS?cursor=nonsense").isProblem(400, 'bad-cursor')
    }

    /** Waits until the snapshot knows of so many followers. */
    private void known(String target, int followers) {
        soon.eventually {
            assert post('/v1/graph/features', [pairs: [[sourceId: target, targetId: target]]]).json.items[0].targetFollowers == followers
        }
    }

    private Map ended(String run) {
        soon.eventually { assert get("$RUNS/$run").json.state == 'COMPLETED' }
        get("$RUNS/$run").json
    }

    private static List<String> words(Map item) {
        item.evidence.collect { it.profile ? it.profile.id : [it.count, it.text].findAll().join(' ') }
    }
}
