package dev.kith.audit

import dev.kith.events.EventsKith
import dev.kith.events.EventsKith.Instance
import org.jobrunr.scheduling.cron.CronExpression
import org.neo4j.driver.Driver
import spock.lang.AutoCleanup
import spock.lang.ResourceLock
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

import java.util.concurrent.atomic.AtomicInteger

/** Each audit passes on a sound graph, and finds what it says that it finds. */
@ResourceLock(EventsKith.ALONE)
class CatalogueSpec extends Specification {

    /** Ids of this spec only. */
    private static final long FIRST = 6_000_000_000_000
    private static final long END = FIRST + 10_000

    /** Four profiles and a community of which the first is a member: all sound. */
    private static final String SOUND = '''
            UNWIND range(1, 4) AS n
            CREATE (profile:Profile {id: $first + n, version: 1, private: false, deleted: false, clock: 10})
            WITH collect(profile)[0] AS a
            CREATE (a)-[:MEMBER_OF {source: a.id, target: $first + 5, since: 1, version: 1, invited: false}]->
                (:Community {id: $first + 5, version: 1, deleted: false})
            '''
    private static final String ALL = '''
            MATCH (a:Profile {id: $first + 1}) MATCH (b:Profile {id: $first + 2}) MATCH (c:Profile {id: $first + 3}) MATCH (d:Profile {id: $first + 4})
            MATCH (community:Community {id: $first + 5})
            '''
    private static final AtomicInteger NAMES = new AtomicInteger()
    private static final String A = "${FIRST + 1}".toString()
    private static final String B = "${FIRST + 2}"
    private static final String C = "${FIRST + 3}"
    private static final String COMMUNITY = "${FIRST + 5}"

    /** What is done to the sound ones, and what the audit then finds, told so where it is told something. */
    private static final Map<String, List> PLANTED = [
            self_edges                     : [edge('a', 'FOLLOWS', 'a', "state: 'FOLLOWING'"), [[profile: A, type: 'FOLLOWS', edges: 1]]],
            duplicate_edges                : [edge('a', 'MUTES', 'b') + edge('a', 'MUTES', 'b'), [[source: A, target: B, type: 'MUTES', edges: 2]]],
            follow_across_block            : [edge('a', 'BLOCKS', 'b') + edge('b', 'FOLLOWS', 'a', "state: 'FOLLOWING'") + edge('c', 'BLOCKS', 'a') + edge('c', 'FOLLOWS', 'a', "state: 'REQUESTED'"),
                                              [[source: B, target: A, state: 'FOLLOWING', blocker: A], [source: C, target: A, state: 'REQUESTED', blocker: C]]],
            connection_across_block        : [edge('b', 'BLOCKS', 'a') + edge('a', 'CONNECTED', 'b'), [[source: A, target: B, blocker: B]]],
            history_across_block           : [edge('a', 'BLOCKS', 'b') + edge('b', 'FOLLOWED', 'a', 'until: 2'), [[source: B, target: A, blocker: A]]],
            history_beside_follow          : [edge('a', 'FOLLOWED', 'b', 'until: 2') + edge('a', 'FOLLOWS', 'b', "state: 'FOLLOWING'"), [[source: A, target: B]]],
            request_on_public_profile      : [edge('a', 'FOLLOWS', 'b', "state: 'REQUESTED', requestedAt: 1"), [[source: A, target: B, requestedAt: '1970-01-01T00:00:00.001Z']]],
            unknown_state                  : [edge('a', 'FOLLOWS', 'b', "state: 'MAYBE'") + edge('a', 'FOLLOWS', 'c', "state: 'REQUESTED'"), [[source: A, target: B, state: 'MAYBE'], [source: A, target: C, state: 'REQUESTED']]],
            edge_to_deleted_profile        : [edge('a', 'FOLLOWS', 'b', "state: 'FOLLOWING'") + 'SET b.deleted = true ', [[profile: B, type: 'FOLLOWS', outgoing: false, edges: 1]]],
            membership_in_deleted_community: ['SET community.deleted = true', [[community: COMMUNITY, profile: A]]],
            community_without_admin        : ['WITH a, community MATCH (a)-[edge:MEMBER_OF]->(community) DELETE edge', [[community: COMMUNITY]]],
            connection_stored_twice        : [edge('a', 'CONNECTED', 'b') + edge('b', 'CONNECTED', 'a'), [[source: A, target: B, edges: 2]]],
            connection_backwards           : [edge('b', 'CONNECTED', 'a'), [[source: B, target: A]]],
            recommended_blocked            : [edge('b', 'BLOCKS', 'a') + recommended('a', 'b'), [[source: A, target: B, set: '0', blocker: B]]],
            recommended_dismissed          : [edge('a', 'DISMISSED', 'b') + recommended('a', 'b'), [[source: A, target: B, set: '0']]],
            recommended_deleted            : [recommended('a', 'b') + 'SET b.deleted = true ', [[source: A, target: B, set: '0']]],
            recommended_followed           : [recommended('a', 'b') + recommended('a', 'c') + edge('a', 'FOLLOWS', 'b', "state: 'FOLLOWING'"), [[profile: A, recommended: 2, followed: 1]]],
            recommended_expired            : [recommended('a', 'b', 'expiresAt: 1'), [[profile: A, expired: 1, expiredAt: '1970-01-01T00:00:00.001Z']]],
            recommendations_left_behind    : [recommended('a', 'b', 'set: 5'), [[profile: A, set: '5', edges: 1]]],
            future_times                   : [edge('a', 'MUTES', 'b', 'since: timestamp() + 3600000'), [[source: A, target: B, type: 'MUTES']]],
            missing_version                : [edge('a', 'MUTES', 'b', 'version: null') + 'SET c.version = null SET community.version = null ',
                                              [[source: A, target: B, type: 'MUTES'], [source: C, target: null, type: 'Profile'], [source: COMMUNITY, target: null, type: 'Community']]],
            clock_behind                   : [edge('a', 'MUTES', 'b', 'version: 11') + 'SET b.clock = 11 ', [[profile: A, clock: 10, version: 11]]],
            edge_ends                      : [edge('a', 'MUTES', 'b', 'target: c.id'), [[source: A, target: B, type: 'MUTES', saidTarget: C]]],
            orphan_nodes                   : ["CREATE (:Stray {id: \$first + 7}) CREATE (:Profile {version: 1, private: false, deleted: false, at: \$first})", [[labels: ['Stray']], [labels: ['Profile']]]],
            unknown_edges                  : [edge('a', 'LIKES', 'b') + edge('a', 'MEMBER_OF', 'b'), [[type: 'LIKES'], [type: 'MEMBER_OF']]],
            degree_outliers                : [edge('a', 'BLOCKS', 'b') + edge('a', 'BLOCKS', 'c') + edge('a', 'BLOCKS', 'd'), [[profile: A, type: 'BLOCKS', edges: 3]], [others: 2]],
            follow_bursts                  : ['b', 'c', 'd'].collect { edge('a', 'FOLLOWS', it, "state: 'FOLLOWING', since: timestamp()") }.join().with { [it, [[profile: A, follows: 3]], [follows: 3]] },
            follow_rings                   : ['ab', 'ba', 'ac', 'ca', 'bc', 'cb'].collect { edge(it[0], 'FOLLOWS', it[1], "state: 'FOLLOWING', since: timestamp()") }.join().with { [it, [[source: A, target: B, third: C]]] },
            block_storms                   : ['b', 'c', 'd'].collect { edge(it, 'BLOCKS', 'a', 'since: timestamp()') }.join().with { [it, [[profile: A, side: 'blocked', blocks: 3]], [blocks: 3]] },
            outbox_age                     : ['CREATE (:OutboxEvent {id: $first + 8, at: timestamp() - 301000, kinds: [], told: true})', [[event: "${FIRST + 8}".toString(), told: true]]]
    ]

    /** Those that pass whatever they find. */
    private static final Map<String, List> REPORTS = [
            top_authors     : [edge('a', 'FOLLOWS', 'b', "state: 'FOLLOWING'") + edge('c', 'FOLLOWS', 'b', "state: 'FOLLOWING'"), [[profile: B, followers: 2, following: 0, blockedBy: 0]], [:]],
            reach_of_profile: [edge('b', 'FOLLOWS', 'a', "state: 'FOLLOWING'") + edge('c', 'FOLLOWS', 'b', "state: 'FOLLOWING'") + edge('d', 'FOLLOWS', 'b', "state: 'FOLLOWING'"),
                               [[steps: 1, profiles: 1], [steps: 2, profiles: 2]], [profile: A]]
    ]

    @Shared
    @AutoCleanup
    Instance instance = EventsKith.running().instance(['kith.audits.scheduled': false])
    @Shared
    Driver driver = instance.bean(Driver)

    def setupSpec() {
        // edges first: of one node there may be more than a transaction holds
        run('MATCH (:Profile)-[edge]->() CALL (edge) { DELETE edge } IN TRANSACTIONS OF 20000 ROWS')
        run('MATCH (node) WHERE node:Profile OR node:Community OR node:OutboxEvent OR node:EdgeReceipt CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 10000 ROWS')
    }

    def cleanup() {
        run('MATCH (node) WHERE $first <= node.id < $end OR node.at = $first DETACH DELETE node')
    }

    /** Makes an edge that is as it should be, but for what is said. */
    private static String edge(String from, String type, String to, String but = '') {
        relate(from, type, to, 'version: 1', but)
    }

    private static String recommended(String from, String to, String but = '') {
        relate(from, 'RECOMMENDED', to, "set: 0, shadow: false, rank: -1.0, score: 1.0, runId: 'run'", but)
    }

    private static String relate(String from, String type, String to, String more, String but) {
        def name = "edge${NAMES.incrementAndGet()}"
        "CREATE ($from)-[$name:$type {source: ${from}.id, target: ${to}.id, since: 1, $more}]->($to) SET $name += {$but} "
    }

    def 'every audit is tried here'() {
        expect:
        PLANTED.keySet() + REPORTS.keySet() == instance.bean(Catalogue).all()*.name().toSet()
        PLANTED.size() >= 20
    }

    def 'a graph that was made by its rules passes every audit'() {
        given:
        def api = instance.api
        def (alice, bob, carol, dave, gone) = (1..5).collect { api.profile() }
        def shy = api.profile(private: true)
        def community = api.community(alice)
        [bob, carol].each { api.follow(alice, it) }
        [alice, carol, gone].each { api.follow(bob, it) }
        api.follow(carol, shy)
        api.follow(dave, shy)
        assert api.post("/v1/profiles/$shy/follow-requests/$dave/reject", null).status in [200, 204]
        assert api.delete("/v1/profiles/$alice/following/$carol?keepHistory=true").status == 204
        api.connect(bob, alice)
        api.mute(alice, dave)
        api.block(dave, carol)
        api.join(community, bob, alice)
        assert api.put("/v1/profiles/$alice/recommendations", [runId: 'run', items: [[targetId: dave, score: 1], [targetId: shy, score: 2]]]).status == 200
        assert api.delete("/v1/profiles/$alice/recommendations/$shy").status == 204
        assert api.delete("/v1/profiles/$gone").status == 204

        expect:
        new PollingConditions(timeout: 20, delay: 0.1).eventually {
            assert failing(alice) == [:]
        }
    }

    def '#audit finds what it says, once as new, and passes when that is gone'() {
        given:
        run(SOUND)
        assert made(audit, told).passed
        run(ALL + plant)

        when:
        def (first, second) = [made(audit, told), made(audit, told)]

        then:
        found(first, expected) as Set == expected as Set && first.rows.size() == expected.size()
        !first.passed && !first.truncated
        first.newRows == (0..<expected.size()) && first.newCount == expected.size()
        !second.passed && second.newRows == [] && second.rows == first.rows

        when:
        cleanup()

        then:
        made(audit, told).passed

        where:
        [audit, plant, expected, told] << PLANTED.collect { [it.key, it.value[0], it.value[1], it.value[2] ?: [:]] }
    }

    def '#audit reports, and passes'() {
        given:
        run(SOUND)
        run(ALL + plant)

        when:
        def run = made(audit, told)

        then:
        run.passed
        expected.every { found(run, expected).contains(it) }

        where:
        [audit, plant, expected, told] << REPORTS.collect { [it.key, *it.value] }
    }

    def 'what goes beyond the limit of rows is cut, and drawn as far as can be looked at'() {
        given:
        run("UNWIND range(1, 1001) AS n CREATE (a:Profile {id: \$first + n, version: 1, private: false, deleted: false, clock: 10}) ${edge('a', 'MUTES', 'a')}")

        when:
        def run = made('self_edges', [:])
        def drawn = instance.get("/v1/audit-runs/$run.id/graph").json

        then:
        run.truncated && !run.passed
        run.rowCount == 1000 && run.rows.size() == 1000
        drawn.truncated
        drawn.nodes.size() == 300 && drawn.nodes[0] == [id: A, kind: 'PROFILE', private: false, deleted: false]
        drawn.edges.size() == 300 && drawn.edges.contains([sourceId: A, targetId: A, type: 'MUTES'])
    }

    def '#audit.name() says of itself what can be so'() {
        given:
        def limit = (audit.statement() =~ /LIMIT (\d+)\n(?:RETURN.*\n)?(?:ORDER BY.*\n)?$/).with { it.find() ? it.group(1) as int : 0 }

        expect:
        audit.limits().rows() + 1 == limit || audit.most() in [limit, audit.limits().rows()]
        audit.severity() == Audit.Severity.INFO || (audit.fix() && audit.most() == 0)
        audit.cron() == null ? audit.name() == 'reach_of_profile' : new CronExpression(audit.cron())

        where:
        audit << new Catalogue().all()
    }

    def 'nobody may ask by Cypher unless that is switched on'() {
        expect:
        instance.post('/v1/cypher', [query: 'RETURN 1', reason: 'why']).isProblem(403, 'sandbox-off')
    }

    private Map<String, Object> failing(String someone) {
        instance.bean(Catalogue).all()*.name().collectEntries { [it, made(it, it == 'reach_of_profile' ? [profile: someone] : [:])] }
                .findAll { !it.value.passed }
    }

    private Map made(String audit, Map params) {
        def answer = instance.post("/v1/audits/$audit/runs", [params: params])
        assert answer.status == 201: answer
        answer.json
    }

    /** The rows as maps of those columns that are expected. */
    private static List<Map> found(Map made, List<Map> expected) {
        made.rows.collect { row -> [made.columns, row].transpose().collectEntries().subMap(expected[0].keySet()) }
    }

    private void run(String statement) {
        driver.session().withCloseable { it.run(statement, [first: FIRST, end: END]).consume() }
    }
}
