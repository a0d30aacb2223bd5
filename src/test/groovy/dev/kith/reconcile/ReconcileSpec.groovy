package dev.kith.reconcile

import dev.kith.Api
import dev.kith.Concurrently
import dev.kith.KithSpec
import dev.kith.cache.StandingCheck
import dev.kith.cli.Cli
import dev.kith.id.Ids
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import io.lettuce.core.RedisClient
import io.lettuce.core.RedisURI
import io.lettuce.core.api.sync.RedisCommands
import io.lettuce.core.codec.ByteArrayCodec
import io.lettuce.core.codec.RedisCodec
import io.lettuce.core.codec.StringCodec
import org.neo4j.driver.Driver
import spock.lang.Shared
import spock.util.concurrent.PollingConditions

import java.nio.ByteBuffer
import java.time.Clock
import java.time.Duration
import java.time.Instant

import static dev.kith.Api.as

/** All that is compared here was made in a time of its own, so that what other specs plant is not in the range of its ids. */
class ReconcileSpec extends KithSpec {

    private static final Instant TIME = Instant.parse('2003-05-01T00:00:00Z')
    private static final long AFTER = Ids.firstAt(TIME) - 1
    private static final long TO = Ids.firstAt(TIME + Duration.ofDays(30))

    @Shared
    RedisClient client = RedisClient.create(RedisURI.create(kith.stack.properties()['redis.uri'] as String))
    @Shared
    RedisCommands<String, byte[]> redis = client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE)).sync()
    @Shared
    Driver driver = bean(Driver)
    @Shared
    int made = 0

    def cleanupSpec() {
        client.shutdown()
    }

    def 'drift in every place is found, counted, repaired and then zero'() {
        given: 'a network that is sound'
        def people = people(12)
        def (alice, bob, carol, dan) = people
        def clubs = (0..5).collect { load('community', [adminId: people[it], name: 'Mad tea party']) }
        follow(alice, bob)
        put("/v1/communities/${clubs[0]}/members/$carol", null, as(carol))
        def posts = (1..3).collect { load('post', [authorId: bob, verb: 'POST', text: "post $it"]) }
        def inClub = (1..2).collect { load('post', [authorId: alice, verb: 'POST', text: "club $it", target: [kind: 'COMMUNITY', id: clubs[0]]]) }
        posts.each { like("posts/$it", carol) }
        comment(posts[0], carol, 'indeed')
        assert delete("/v1/profiles/${people[6]}", as(people[6])).status == 204
        assert delete("/v1/communities/${clubs[5]}", as(people[5])).status == 204
        eventually { assert divergent() == [:] }
        bean(StandingCheck).forget(people*.toLong())
        assert relationship(alice, bob).following
        assert home(alice) == posts.reverse()
        assert home(carol) == inClub.reverse()

        when: 'all that can go wrong does'
        drop('Profile', people[7])
        change('Profile', people[8], 'private = true')
        change('Profile', people[9], 'version = 0')
        change('Profile', people[10], 'version = 9')
        def orphan = plant('Profile', AFTER + 1)
        def orphanWithEdges = plant('Profile', AFTER + 2)
        edge('FOLLOWS', orphanWithEdges, dan, ", state: 'FOLLOWING'")
        edge('MUTES', people[6], dan, '')
        drop('Community', clubs[1])
        change('Community', clubs[2], 'deleted = true')
        change('Community', clubs[3], 'version = 7')
        plant('Community', AFTER + 3)
        cypher("MATCH (:Profile {id: ${dan}})-[edge:MEMBER_OF]->(:Community {id: ${clubs[3]}}) DELETE edge")
        cypher("MATCH (profile:Profile {id: ${dan}}), (club:Community {id: ${clubs[5]}}) CREATE (profile)-[:MEMBER_OF {source: ${dan}, target: ${clubs[5]}, since: 1, version: 1}]->(club)")
        kith.rows('UPDATE item_count SET likes = likes + 5 WHERE item_id = ?', posts[0].toLong())
        kith.rows('DELETE FROM item_count WHERE item_id = ?', posts[1].toLong())
        kith.rows("INSERT INTO outbox (type, key, created_at, due_at) VALUES ('profile', ?, now() - interval '1 hour', now() + interval '1 day')", people[11].toLong())
        corruptStanding(alice)
        redis.set(key("standing-version:*:{$bob}"), '999'.bytes)
        redis.lrem(key("home:*:{$alice}"), 0, bytes(posts[1]))
        redis.lrem(key("source:*:{${clubs[0]}}"), 0, bytes(inClub[0]))
        def run = compare()

        then:
        run.state == 'COMPLETED' && run.afterId == AFTER.toString()
        run.results*.place == Place.values()*.name()
        run.results.every { it.failure == null && !it.truncated && it.looked > 0 && it.kept == it.divergent }
        run.results.collectEntries { [it.place, it.divergent] } ==
                [PROFILES: 7, COMMUNITIES: 5, MEMBERSHIPS: 1, COUNTS: 2, STANDINGS: 2, TIMELINES: 2, OUTBOXES: 1]
        run.divergent == 20
        found(run, 'PROFILES') == [(orphan): 'ORPHAN', (orphanWithEdges): 'ORPHAN_WITH_EDGES', (people[6]): 'EDGES_LEFT', (people[7]): 'MISSING',
                                   (people[8]): 'FLAGS', (people[9]): 'BEHIND', (people[10]): 'AHEAD']
        found(run, 'COMMUNITIES') == [((AFTER + 3).toString()): 'ORPHAN', (clubs[1]): 'MISSING', (clubs[2]): 'FLAGS', (clubs[3]): 'AHEAD', (clubs[5]): 'EDGES_LEFT']
        found(run, 'MEMBERSHIPS').keySet() == [clubs[3]] as Set
        found(run, 'COUNTS').keySet() == posts[0..1] as Set
        found(run, 'STANDINGS').keySet() == [alice, bob] as Set
        found(run, 'TIMELINES').keySet() == ["home $alice", "source ${clubs[0]}"]*.toString() as Set
        found(run, 'OUTBOXES').values().toList() == ['STUCK']

        when: 'it is only said what would be done'
        def dry = post("/v1/reconciliations/$run.id/repairs", [:]).json

        then: 'just what was found, and nothing is done'
        dry.dryRun && dry.reconciliationId == run.id
        dry.places.collectEntries { [it.place, it.repairs + it.needErasing] } == run.results.collectEntries { [it.place, it.divergent] }
        dry.places.every { it.gone == 0 && it.notKept == 0 && it.needErasing == (it.place == 'PROFILES' ? 1 : 0) }
        compare().divergent == 20

        when:
        def done = post("/v1/reconciliations/$run.id/repairs", [dryRun: false]).json

        then:
        !done.dryRun && done.places == dry.places

        and: 'edges that stand nowhere else are left'
        eventually { assert divergent() == [PROFILES: 1] }
        post("/v1/reconciliations/$run.id/repairs", [dryRun: false]).json.places*.repairs.sum() == 0
        get("/v1/reconciliations/$run.id").json.results*.repaired.sum() == 19

        when:
        def erased = post("/v1/reconciliations/$run.id/repairs", [places: ['PROFILES'], dryRun: false, erase: true]).json

        then:
        erased.places*.repairs == [1]
        eventually { assert divergent() == [:] }

        and: 'all is as it was'
        home(alice) == posts.reverse()
        home(carol) == inClub.reverse()
        get("/v1/posts/${posts[0]}").json.reactions.subMap('likes', 'comments') == [likes: 1, comments: 1]
        get("/v1/posts/${posts[1]}").json.reactions.likes == 1
        get("/v1/communities/${clubs[3]}/members").json.items*.profile*.id == [dan]
        cypher('MATCH (node:Profile|Community) WHERE node.id > $after AND node.id <= $after + 3 RETURN count(node) AS count', [after: AFTER])[0].count == 0
        relationship(alice, bob).following
    }

    def 'what is on its way is no divergence'() {
        given:
        def people = people(3)
        def hello = load('post', [authorId: people[0], verb: 'POST', text: 'hello'])
        home(people[1])
        def over = false

        when: 'stores are compared while others write all the time'
        def looks = Concurrently.all([
                {
                    try {
                        beans(Comparison).collect { comparison ->
                            def look = new Look(comparison, scheduled(), {})
                            2.times { look.over(new Range(AFTER, TO)) }
                            look
                        }
                    } finally {
                        over = true
                    }
                },
                *people.collect { person ->
                    { ->
                        for (int i = 0; !over; i++) {
                            assert patch("/v1/profiles/$person", [private: i % 2 == 0], as(person)).status == 200
                            put("/v1/profiles/$person/following/${people[(people.indexOf(person) + 1) % 3]}")
                            put("/v1/posts/$hello/reactions/like/$person")
                            delete("/v1/profiles/$person/following/${people[(people.indexOf(person) + 1) % 3]}")
                            delete("/v1/posts/$hello/reactions/like/$person", as(person))
                        }
                        null
                    }
                }]).first()

        then:
        looks*.divergent() == [0] * Place.values().length
        looks.count { it.looked() > 0 } >= 5

        when: 'the outbox has still to tell of a change'
        kith.rows('UPDATE profile SET version = version + 1 WHERE id = ?', people[2].toLong())
        kith.rows("INSERT INTO outbox (type, key, due_at) VALUES ('profile', ?, now() + interval '1 day')", people[2].toLong())
        def waiting = compare(['PROFILES']).results[0]

        then:
        waiting.subMap('divergent', 'unsettled') == [divergent: 0, unsettled: 1]

        when:
        kith.rows("DELETE FROM outbox WHERE type = 'profile' AND key = ?", people[2].toLong())
        def run = compare(['PROFILES'])

        then:
        run.results[0].subMap('divergent', 'unsettled') == [divergent: 1, unsettled: 0]
        found(run, 'PROFILES') == [(people[2]): 'BEHIND']

        when: 'it was brought in line before the repair'
        assert patch("/v1/profiles/${people[2]}", [displayName: 'Other'], as(people[2])).status == 200

        then:
        post("/v1/reconciliations/$run.id/repairs", [dryRun: false]).json.places*.subMap('place', 'repairs', 'gone') == [[place: 'PROFILES', repairs: 0, gone: 1]]
    }

    def 'who asks for nonsense, or too late, is refused'() {
        given:
        def unfinished = bean(Ids).next()
        def old = bean(Ids).next()
        kith.rows("INSERT INTO reconciliation (id, places, heartbeat) VALUES (?, '{PROFILES}', now() - interval '1 hour')", unfinished)
        kith.rows("INSERT INTO reconciliation (id, places, finished_at) VALUES (?, '{PROFILES}', now() - interval '2 hours')", old)

        expect:
        get("/v1/reconciliations/$unfinished").json.state == 'BROKEN_OFF'
        post("/v1/reconciliations/$unfinished/repairs", [dryRun: false]).isProblem(409, 'reconciliation-unfinished')
        post("/v1/reconciliations/$old/repairs", [:]).isProblem(409, 'reconciliation-outdated')
        post('/v1/reconciliations', [places: ['ATTIC']]).isProblem(400, 'malformed')
        post('/v1/reconciliations', [toId: 'x']).isProblem(400, 'malformed')
        get('/v1/reconciliations/4711').isProblem(404, 'reconciliation-not-found')
        get('/v1/reconciliations/4711/findings?place=PROFILES').isProblem(404, 'reconciliation-not-found')
        get("/v1/reconciliations/$old/findings").isProblem(400, 'malformed')
        post('/v1/reconciliations/4711/repairs', [:]).isProblem(404, 'reconciliation-not-found')
    }

    def 'what all of a place came to last is metered, and what a part came to is not'() {
        given:
        def run = bean(Ids).next()
        kith.rows("INSERT INTO reconciliation (id, places, finished_at) VALUES (?, '{COUNTS}', now())", run)
        [[run, true, 3], [run + 1, false, 5]].each { id, whole, divergent ->
            if (id != run) {
                kith.rows("INSERT INTO reconciliation (id, places, finished_at) VALUES (?, '{COUNTS}', now())", id)
            }
            kith.rows("INSERT INTO reconciliation_place VALUES (?, 'COUNTS', ?, 7, ?, 0, false, 1, NULL)", id, whole, divergent)
        }

        when:
        bean(Divergences).sample()

        then:
        get('/prometheus').body.contains('kith_reconcile_divergent{place="counts"} 3.0')
        bean(Divergences).last().find { it.place() == Place.COUNTS }.with { [it.divergent(), it.looked(), it.reconciliation().value()] } == [3, 7, run]
        pages('/v1/reconciliations', 2)*.id.containsAll([run, run + 1]*.toString())

        cleanup:
        kith.rows('DELETE FROM reconciliation WHERE id = ANY (ARRAY[?, ?])', run, run + 1)
    }

    def 'comparisons come round by the clock, and are forgotten after a while'() {
        given:
        def old = Ids.firstAt(bean(Clock).instant() - Duration.ofDays(91))
        kith.rows("INSERT INTO reconciliation (id, places, finished_at) VALUES (?, '{PROFILES}', now())", old)

        when:
        bean(ReconciliationSweep).sweep()

        then:
        get("/v1/reconciliations/$old").status == 404
        new Reconcile.Schedule(scheduled()).all()*.cron() == ['1 2 * * *']
        new Reconcile.Schedule(bean(ReconcileConfiguration)).all() == []
    }

    def 'the command compares, and repairs what it has shown'() {
        given:
        def person = people(1)[0]
        change('Profile', person, 'version = 0')
        def range = ['--after', (person.toLong() - 1).toString(), '--to', person]

        when:
        def told = command('reconcile', '--place', 'profiles', *range)

        then:
        told.code == 1
        told.text.contains('profiles') && told.text.contains('BEHIND') && told.text.contains(person)

        when:
        def repaired = command('reconcile', '--place', 'profiles', '--repair', *range)

        then:
        repaired.code == 0
        repaired.text.contains('1 repaired')
        command('reconcile', '--place', 'profiles', *range).code == 0
        command('reconcile', '--place', 'attic').code == 2
    }

    static ReconcileConfiguration scheduled() {
        new ReconcileConfiguration(true, '1 2 * * *', Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofMinutes(15), 0, 1_000, 1_000, Duration.ofHours(1), Duration.ofDays(1))
    }

    private static <T> T bean(Class<T> type) {
        kith.server.applicationContext.getBean(type)
    }

    private static <T> Collection<T> beans(Class<T> type) {
        kith.server.applicationContext.getBeansOfType(type)
    }

    private List<String> people(int count) {
        (1..count).collect { load('profile', Api.someone()) }
    }

    /** Brings one thing in as of that time, and waits until nothing tells of it any more, so that what is planted stays; answers its id. */
    private String load(String kind, Map<String, Object> fields) {
        def name = "reconcile-${++made}".toString()
        def line = [kind: kind, importId: name, createdAt: (TIME + Duration.ofMinutes(made)).toString()] + fields
        def answer = post('/v1/imports', JsonOutput.toJson(line), ['Content-Type': 'application/x-ndjson'])
        assert new JsonSlurper().parseText(answer.body.readLines().last()).kinds[kind].created == 1: answer
        def id = kith.rows('SELECT id FROM import_reference WHERE import_id = ?', name)[0].id
        eventually { assert kith.rows('SELECT type FROM outbox WHERE key = ?', id).empty }
        id.toString()
    }

    private List<String> home(String reader) {
        get("/v1/profiles/$reader/timelines/home").json.items*.id
    }

    private Map compare(List<String> places = []) {
        def begun = post('/v1/reconciliations', [places: places, afterId: AFTER.toString(), toId: TO.toString()])
        assert begun.status == 202 && begun.header('location') == "/v1/reconciliations/$begun.json.id"
        def run = begun.json
        eventually {
            run = get("/v1/reconciliations/$run.id").json
            assert run.state == 'COMPLETED'
        }
        run
    }

    private Map<String, Long> divergent() {
        compare().results.findAll { it.divergent > 0 }.collectEntries { [it.place, it.divergent] }
    }

    private Map<String, String> found(Map run, String place) {
        get("/v1/reconciliations/$run.id/findings?place=$place").json.items.collectEntries { [it.key, it.difference] }
    }

    private static void eventually(Closure check) {
        new PollingConditions(timeout: 30, delay: 0.1).eventually(check)
    }

    private List<Map<String, Object>> cypher(String statement, Map<String, Object> parameters = [:]) {
        try (def session = driver.session()) {
            session.run(statement, parameters).list { it.asMap() }
        }
    }

    private void drop(String label, String id) {
        cypher("MATCH (node:$label {id: $id}) DETACH DELETE node")
    }

    private void change(String label, String id, String what) {
        cypher("MATCH (node:$label {id: $id}) SET node.$what")
    }

    private String plant(String label, long id) {
        cypher("CREATE (:$label {id: $id, version: 1, private: false, deleted: false, clock: 1})")
        id.toString()
    }

    private void edge(String type, String source, String target, String more) {
        cypher("MATCH (source:Profile {id: $source}), (target:Profile {id: $target}) CREATE (source)-[:$type {source: $source, target: $target, since: 1, version: 1$more}]->(target)")
    }

    /** Says that the profile is private, under the version that it has. */
    private void corruptStanding(String profile) {
        def bytes = redis.get(key("standing:*:{$profile}"))
        bytes[Integer.BYTES + Long.BYTES + 1] ^= 1
        redis.set(key("standing:*:{$profile}"), bytes)
    }

    private String key(String pattern) {
        def keys = redis.keys(pattern)
        assert keys.size() == 1: pattern
        keys[0]
    }

    private static byte[] bytes(String id) {
        ByteBuffer.allocate(Long.BYTES).putLong(id.toLong()).array()
    }

    private Map command(String... arguments) {
        def text = new StringWriter()
        def out = new PrintWriter(text)
        [code: Cli.execute(out, out, *arguments, '--url', kith.server.URL.toString()), text: text.toString()]
    }
}
