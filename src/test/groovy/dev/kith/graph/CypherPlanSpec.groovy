package dev.kith.graph

import dev.kith.events.EventsKith
import dev.kith.events.EventsKith.Instance
import org.neo4j.driver.Driver
import org.neo4j.driver.summary.ProfiledPlan
import spock.lang.AutoCleanup
import spock.lang.ResourceLock
import spock.lang.Shared
import spock.lang.Specification

import java.nio.file.Files
import java.nio.file.Path

/**
 * Every statement does little, however large the network is: each is run, and rolled back, where it could go most wrong, and what it looked at is
 * counted in db hits.
 */
@ResourceLock(EventsKith.ALONE)
class CypherPlanSpec extends Specification {

    private static final Path QUERIES = Path.of('cypher/queries')

    /** Ids of this spec only. */
    private static final long FIRST = 4_000_000_000_000
    private static final int PROFILES = 50_000
    private static final int MANY = 10_000
    private static final int MEMBERS = 25_000
    private static final int CAP = 2_500
    private static final int SET = 500
    private static final int BATCH = 10_000

    private static final long CELEBRITY = FIRST + 1
    private static final long SHY = FIRST + 2
    private static final long QUARRELSOME = FIRST + 3
    private static final long SOCIABLE = FIRST + 4
    private static final long EAGER = FIRST + 5
    private static final long ALICE = FIRST + 25_001
    private static final long BOB = FIRST + 25_002
    private static final long COMMUNITY = FIRST + 900_000
    private static final long EVENT = FIRST + 1_000_000

    /** Notes of changes that wait. */
    private static final int NOTES = 1_000

    /** How much a statement may look at for what is asked of it here. */
    private static final int ENOUGH = 2_000

    /** Pairs of profiles, those with the most edges among them. */
    private static final List<List<Long>> PAIRS = [
            [ALICE, CELEBRITY], [CELEBRITY, ALICE], [ALICE, SHY], [SHY, CELEBRITY], [QUARRELSOME, CELEBRITY], [SOCIABLE, QUARRELSOME],
            [QUARRELSOME, ALICE], [ALICE, SOCIABLE]
    ]
    private static final List<Map<String, Object>> RESTORED = PAIRS.collect { [source: it[0], target: it[1], version: 2, set: null, said: [version: 2]] }
    private static final Map<String, Object> PAGE = [since: Long.MAX_VALUE, id: Long.MAX_VALUE, limit: 101]

    /** With what each statement is run. */
    private static final Map<String, Map<String, Object>> WORST = [
            'answer'                  : [:],
            'backup_communities'      : [after: COMMUNITY - 1, to: COMMUNITY + 10, most: 100],
            'backup_profile_states'   : [after: FIRST + 34_999, to: FIRST + 35_999, most: 100],
            'backup_profiles'         : [after: FIRST + 35_000, to: FIRST + 35_020],
            'backup_profiles_next'    : [after: FIRST + 34_999, to: FIRST + 49_999, most: 100],
            'block'                   : [rows: rows(PAIRS), version: 2],
            'blocks_page'             : [profile: QUARRELSOME] + PAGE,
            'bundle'                  : [id: EVENT],
            'bundle_apart'            : [notes: (0..99).collect { [id: EVENT + 1_000_000 + it, kind: 'FOLLOW', source: ALICE, target: BOB, version: 2, trace: ''] }, at: 0],
            'bundle_remove'           : [id: EVENT],
            'claim_receipts'          : [keys: (0..99).collect { "batch/$it/0/0".toString() }],
            'communities_held'        : [after: COMMUNITY - 1, to: COMMUNITY + 10, most: 100],
            'communities_held_of'     : [ids: [COMMUNITY]],
            'communities_print'       : [after: COMMUNITY - 1, to: COMMUNITY + 10],
            'connect'                 : [rows: rows(PAIRS.collect { it.sort(false) }).collect { it + [by: it.source] }, version: 2],
            'connections_page'        : [profile: SOCIABLE] + PAGE,
            'counts'                  : [profile: CELEBRITY],
            'decide'                  : [rows: rows(PAIRS + [[FIRST + 10, SHY]]).collect { it + [state: 'FOLLOWING', open: false, first: 1] }, version: 2],
            'dismiss'                 : [profile: ALICE, target: CELEBRITY, at: 1],
            'disconnect'              : [rows: rows(PAIRS.collect { it.sort(false) })],
            'dismissed_among'         : [profile: QUARRELSOME, targets: (FIRST + 40_000..FIRST + 40_199)],
            'dismissed_page'          : [profile: QUARRELSOME, after: FIRST + 40_000, limit: 101],
            'drawn_around'            : [ids: [CELEBRITY, SHY, QUARRELSOME, SOCIABLE], most: 5, now: 0],
            'drawn_edges'             : [pairs: PAIRS.collect { [source: it[0], target: it[1]] } + [[source: ALICE, target: COMMUNITY]]],
            'drawn_nodes'             : [ids: [CELEBRITY, SHY, ALICE, COMMUNITY]],
            'edge_ends'               : [profile: CELEBRITY, most: 100],
            'edges_page'              : [type: 'FOLLOWS', state: 'FOLLOWING', source: FIRST + 34_999, target: Long.MAX_VALUE, now: 0, profiles: 100, most: 100],
            'erase_edges'             : [profile: CELEBRITY, others: (ALICE..ALICE + 99), communities: [COMMUNITY]],
            'floors_due'              : [pairs: (PAIRS + [[FIRST + 10, CELEBRITY], [SOCIABLE, FIRST + 30_000]]).collect { [source: it[0], target: it[1]] }],
            'followees_page'          : [after: FIRST + 34_999, profiles: 100],
            'follower_ids'            : [profile: CELEBRITY] + PAGE,
            'follow'                  : [rows: rows(PAIRS).collect { it + [copyLimit: 100, first: 1] }, version: 2, cap: CAP, countCommunities: true],
            'follow_new'              : newFollows(PAIRS) + [countCommunities: true],
            'followers_page'          : [profile: CELEBRITY] + PAGE,
            'following_page'          : [profile: EAGER] + PAGE,
            'follows_count'           : [:],
            'follows_among'           : [pairs: PAIRS.collect { [source: it[0], target: it[1]] }],
            'forget_community'        : [id: COMMUNITY],
            'forget_crashed_migration': [:],
            'forget_profile'          : [id: CELEBRITY],
            'forget_bundles'          : [before: EVENT, most: 1_000],
            'forget_receipts'         : [prefix: 'batch/7', most: 100],
            'incoming_requests_page'  : [profile: SHY] + PAGE,
            'invitations_among'       : [pairs: [ALICE, CELEBRITY, SHY].collect { [source: it, target: COMMUNITY] }],
            'join'                    : [rows: rows([[ALICE, COMMUNITY], [CELEBRITY, COMMUNITY], [SHY, COMMUNITY]]).collect { it + [invited: true] }, version: 2, cap: CAP, countCommunities: true],
            'keeper_ids'              : [profile: CELEBRITY, from: 0] + PAGE,
            'known_followers_count'   : [viewer: ALICE, profile: CELEBRITY],
            'known_followers_page'    : [viewer: ALICE, profile: CELEBRITY] + PAGE,
            'leave'                   : [rows: rows([[ALICE, COMMUNITY], [CELEBRITY, COMMUNITY]])],
            'lock_communities'        : [ids: [COMMUNITY]],
            'lock_profiles'           : [ids: [CELEBRITY, SHY, ALICE]],
            'members_counts'          : [communities: [COMMUNITY]],
            'members_page'            : [community: COMMUNITY] + PAGE,
            'oldest_members'          : [community: COMMUNITY, limit: 100],
            'memberships_lacking'     : [pairs: [ALICE, CELEBRITY, SHY].collect { [profile: it, community: COMMUNITY] }],
            'memberships_among'       : [profile: ALICE, communities: [COMMUNITY]],
            'memberships_page'        : [profile: ALICE] + PAGE,
            'merge_communities'       : [rows: [[id: COMMUNITY, version: 2, deleted: false], [id: COMMUNITY + 1, version: 1, deleted: false]]],
            'merge_profiles'          : [rows: [CELEBRITY, SHY, COMMUNITY + 1].collect { [id: it, version: 2, private: false, deleted: false] }],
            'mute'                    : [rows: rows(PAIRS).collect { it + [until: null] }, version: 2],
            'mutes_page'              : [profile: QUARRELSOME, now: 0] + PAGE,
            'notes_waiting'           : [after: 0, before: EVENT + 100, most: 100],
            'outbox_bundle'           : [ids: (EVENT..EVENT + 99)],
            'outbox_count'            : [:],
            'outbox_due'              : [most: 100],
            'outbox_oldest'           : [:],
            'outbox_remove'           : [ids: (EVENT..EVENT + 99)],
            'outbox_tell'             : [ids: (EVENT..EVENT + 99)],
            'outbox_untold'           : [most: 100],
            'outgoing_requests_page'  : [profile: FIRST + 10] + PAGE,
            'path_backward'           : [ids: (ALICE..ALICE + 99)],
            'path_degrees'            : [ids: [CELEBRITY, SHY, EAGER]],
            'path_forward'            : [ids: (ALICE..ALICE + 99)],
            'pending_requests'        : [profiles: [SHY, CELEBRITY], most: 100],
            'profile_node'            : [profile: CELEBRITY],
            'profiles_held'           : [after: FIRST, to: FIRST + 1_000, most: 100],
            'profiles_held_of'        : [ids: [CELEBRITY, SHY, ALICE]],
            'profiles_print'          : [after: FIRST, to: FIRST + 50],
            'profile_flags'           : [ids: [CELEBRITY, SHY, ALICE]],
            'recommend'               : [profile: QUARRELSOME, shadow: false, set: 1, run: [runId: 'run'], rows: [CELEBRITY, SHY, SOCIABLE, ALICE, EAGER].collect { [target: it, score: 1.0d, rank: -1.0d, reason: null, evidence: null] }],
            'recommendations_page'    : [profile: QUARRELSOME, shadow: false, rank: -50.0d, id: FIRST + 40_350, now: 0, limit: 101],
            'recommended_keep'        : [profile: QUARRELSOME, former: 0, set: 1, targets: (FIRST + 40_020..FIRST + 40_600)],
            'recommended_obsolete'    : [profile: QUARRELSOME, former: 0, before: 0],
            'recommended_remove'      : [profile: QUARRELSOME, former: 0, before: 0, targets: (FIRST + 40_000..FIRST + 40_099)],
            'recommended_set'         : [profile: QUARRELSOME, shadow: false],
            'recommended_use'         : [profile: QUARRELSOME, shadow: true, expected: -1, set: 1],
            'record_changes'          : [profiles: [CELEBRITY, SHY, ALICE], version: 2, event: EVENT - 1, at: 0, kinds: ['FOLLOW'], sources: [ALICE], targets: [SHY], traces: ['']],
            'relation_counts'         : [profile: CELEBRITY],
            'relationships'           : [sources: [ALICE, SHY, QUARRELSOME, SOCIABLE], targets: [CELEBRITY, SHY, QUARRELSOME, SOCIABLE, BOB]],
            'restore_advance'         : [fingerprint: 'f', lines: 7],
            'restore_begin'           : [fingerprint: 'f', total: 7, merge: true],
            'restore_communities'     : [rows: [[id: COMMUNITY, version: 2, said: [version: 2, deleted: false]]]],
            'restore_edges'           : [merge: true, follows: RESTORED, followed: RESTORED, connected: RESTORED, blocks: RESTORED, mutes: RESTORED, memberships: [[source: ALICE, target: COMMUNITY, version: 2, set: null, said: [version: 2]]], recommended: RESTORED.collect { it + [set: 0] }, dismissed: RESTORED],
            'restore_edges_there'     : [:],
            'restore_profiles'        : [rows: [CELEBRITY, SHY, COMMUNITY + 1].collect { [id: it, version: 2, said: [version: 2, private: false, deleted: false, clock: 2]] }],
            'restore_state'           : [fingerprint: 'f'],
            'set_floor'               : [rows: rows(PAIRS + [[FIRST + 10, CELEBRITY], [SOCIABLE, FIRST + 30_000]]).collect { it + [asOf: 1, limit: 100, floor: 1] }, version: 2],
            'standings'               : [ids: [CELEBRITY, SHY, QUARRELSOME, SOCIABLE, EAGER], most: 50],
            'unblock'                 : [rows: rows(PAIRS)],
            'unfollow'                : [rows: rows(PAIRS + [[FIRST + 10, CELEBRITY], [SOCIABLE, FIRST + 30_000]]).withIndex().collect { row, n -> row + [states: ['FOLLOWING', 'REQUESTED'], keepHistory: n % 2 == 0] }, version: 2],
            'unmute'                  : [rows: rows(PAIRS)],
            'write_receipts'          : [rows: (0..99).collect { [key: "batch/$it/0/0".toString(), outcomes: 'c' * 200] }]
    ].collectEntries { name, parameters -> [("graph/${name}.cypher".toString()): parameters] }

    private static final List<Long> THOSE_WITH_MANY = [CELEBRITY, SHY, QUARRELSOME, SOCIABLE]

    /** Where more is allowed than usual, why, with what, and how much. */
    private static final List<List> ALLOWED = [
            ['follow', 'that counts the follows of who may have no more', [rows: rows([[EAGER, ALICE]]).collect { it + [copyLimit: 100, first: 1] }, version: 2, cap: CAP, countCommunities: true], 4 * CAP],
            ['follow_new', 'of one with many by one with many, found among the follows of either', newFollows([[EAGER, CELEBRITY]]), 2 * CAP],
            ['join', 'that counts the follows of who may have no more', [rows: rows([[EAGER, COMMUNITY]]).collect { it + [invited: false] }, version: 2, cap: CAP, countCommunities: true], 4 * CAP],
            ['follow', 'of one with many by one with many, found among the follows of either', [rows: rows([[EAGER, CELEBRITY]]).collect { it + [copyLimit: 100, first: 1] }, version: 2, cap: CAP, countCommunities: false], 2 * CAP],
            ['unfollow', 'of one with many by one with many, found among the follows of either', [rows: rows([[EAGER, CELEBRITY]]).collect { it + [states: ['FOLLOWING'], keepHistory: true] }, version: 2], 2 * CAP],
            ['floors_due', 'of one with many and one with many, found among the follows of either', [pairs: [[source: EAGER, target: CELEBRITY]]], 2 * CAP],
            ['set_floor', 'of one with many and one with many, found among the follows of either', [rows: rows([[EAGER, CELEBRITY]]).collect { it + [asOf: 1, limit: 100, floor: 1] }, version: 2], 2 * CAP],
            ['decide', 'on one with many by one with many, found among the follows of either', [rows: rows([[EAGER, CELEBRITY]]).collect { it + [state: 'FOLLOWING', open: false, first: 1] }, version: 2], 2 * CAP],
            ['block', 'of one with many by one with many, found among the follows of either', [rows: rows([[EAGER, CELEBRITY], [CELEBRITY, EAGER]]), version: 2], 4 * CAP],
            ['follows_among', 'of one with many and one with many, found among the follows of either', [pairs: [[source: EAGER, target: CELEBRITY]]], 3 * CAP],
            ['relationships', 'of one with many to those with many, found among the follows of either', [sources: [EAGER], targets: THOSE_WITH_MANY], 4 * CAP],
            ['known_followers_count', 'that asks for each whom the viewer follows', [viewer: EAGER, profile: CELEBRITY], 15 * CAP],
            ['known_followers_page', 'that asks for each whom the viewer follows', [viewer: EAGER, profile: CELEBRITY] + PAGE, 15 * CAP],
            ['path_forward', 'of one with many, which path_degrees told', [ids: [EAGER]], 7 * CAP],
            // the exception: nothing but the requests themselves tells how many wait, and no cap is on them
            ['counts', 'of who has many requests waiting', [profile: SHY], 2 * MANY],
            ['relation_counts', 'of who has many requests waiting', [profile: SHY], 2 * MANY]
    ].collect { statement, circumstance, parameters, bound -> ["graph/${statement}.cypher".toString(), circumstance, parameters, bound] }

    @Shared
    @AutoCleanup
    Instance instance = EventsKith.running().instance()
    @Shared
    Driver driver = instance.bean(Driver)

    /** What is made here stays until these servers end: nothing that others do there may cost more for it. */
    def setupSpec() {
        run('CREATE (:Profile {id: $id, version: 1, private: false, deleted: false, clock: 1, lock: true})', [id: CELEBRITY])
        run('CREATE (:Community {id: $id, version: 1, deleted: false, lock: true})', [id: COMMUNITY])
        each(2, PROFILES, '''
                MATCH (celebrity:Profile {id: $celebrity})
                CREATE (fan:Profile {id: $first + n, version: 1, private: $first + n = $shy, deleted: false, clock: 1, lock: true})
                CREATE (fan)-[:FOLLOWS {source: $first + n, target: $celebrity, state: 'FOLLOWING', since: n, version: 1}]->(celebrity)
                ''', [celebrity: CELEBRITY, shy: SHY])
        edges('FOLLOWS', 10, MANY, null, SHY, [state: 'REQUESTED'])
        edges('FOLLOWS', 30_000, CAP - 1, EAGER, null, [state: 'FOLLOWING'])
        edges('FOLLOWED', 10, MANY, null, CELEBRITY, [until: 1, floor: 1, copyLimit: 100, copyAsOf: 1])
        edges('FOLLOWED', 30_000, MANY, SOCIABLE, null, [until: 1])
        edges('BLOCKS', 10, MANY, QUARRELSOME, null)
        edges('BLOCKS', 30_000, MANY, null, QUARRELSOME)
        edges('MUTES', 30_000, MANY, QUARRELSOME, null)
        edges('CONNECTED', 10, MANY, SOCIABLE, null)
        edges('DISMISSED', 10, MANY, null, CELEBRITY)
        edges('DISMISSED', 40_000, MANY, QUARRELSOME, null)
        edges('RECOMMENDED', 10, MANY, null, CELEBRITY, [shadow: false, set: 0, rank: 0.0d])
        [false, true].each { edges('RECOMMENDED', 40_000, SET, QUARRELSOME, null, [shadow: it, set: it ? -1 : 0, rank: -50.0d]) }
        edges('MEMBER_OF', 10, MEMBERS, null, COMMUNITY)
    }

    def 'every statement is measured here'() {
        expect:
        Files.walk(QUERIES).filter { Files.isRegularFile(it) }.collect { QUERIES.relativize(it).toString() } as Set == WORST.keySet()
    }

    def '#file #circumstance looks at no more than #bound'() {
        when:
        def plan = profile(file, parameters)
        println "${total(plan)} hits: $file $circumstance\n${tree(plan)}"

        then:
        operators(plan).every { !(it.operatorType() =~ /Scan|AllRelationships/) } || file.contains('migration')
        operators(plan).every { !it.operatorType().startsWith('VarLengthExpand') || it.arguments().Details =~ /\*\d*\.\.\d+/ }
        total(plan) <= bound

        where:
        [file, circumstance, parameters, bound] << WORST.collect { [it.key, 'where it has most to pass over', it.value, ENOUGH] } + ALLOWED
    }

    private static List<Map<String, Object>> rows(List<List<Long>> pairs) {
        pairs.withIndex().collect { pair, index -> [index: index, source: pair[0], target: pair[1], at: 1] }
    }

    private static Map<String, Object> newFollows(List<List<Long>> pairs) {
        def ids = pairs.flatten().unique().sort()
        [ids: ids, cap: CAP, countCommunities: false, followers: pairs.groupBy { it[0] }.collect { source, theirs ->
            [source: source, place: ids.indexOf(source), places: theirs.collect { ids.indexOf(it[1]) }, at: 1, copyLimit: 100, copyAsOf: 1]
        }]
    }

    private ProfiledPlan profile(String file, Map<String, Object> parameters) {
        driver.session().withCloseable { session ->
            def transaction = session.beginTransaction()
            transaction.run('UNWIND range($from, $to) AS id CREATE (:OutboxEvent {id: id, at: 0, version: 1, told: id % 2 = 0, kinds: [], sources: [], targets: [], traces: []})',
                    [from: EVENT, to: EVENT + NOTES - 1])
            transaction.run('UNWIND range(0, 999) AS n CREATE (:EdgeReceipt {key: "batch/" + n + "/0/0"})')
            def result = transaction.run('PROFILE ' + Files.readString(QUERIES.resolve(file)), parameters)
            result.list() // a plan is told to the end only of what was read to the end
            def plan = result.consume().profile()
            transaction.rollback()
            plan
        }
    }

    private static List<ProfiledPlan> operators(ProfiledPlan plan) {
        [plan] + plan.children().collectMany { operators(it) }
    }

    private static long total(ProfiledPlan plan) {
        operators(plan)*.dbHits().sum() as long
    }

    private static String tree(ProfiledPlan plan, int depth = 0) {
        "${plan.dbHits().toString().padLeft(9)} hits ${plan.records().toString().padLeft(7)} rows  ${'. ' * depth}${plan.operatorType()} ${plan.arguments().Details?.asString() ?: ''}\n" +
                plan.children().collect { tree(it, depth + 1) }.join()
    }

    /** Edges between so many profiles, from one on, and the one end that they share. */
    private void edges(String type, int from, int count, Long source, Long target, Map<String, Object> more = [:]) {
        def label = type == 'MEMBER_OF' ? 'Community' : 'Profile'
        def others = more.keySet().collect { ", $it: \$more.$it" }.join()
        each(from, from + count - 1, """
                MATCH (source:Profile {id: coalesce(\$source, \$first + n)})
                MATCH (target:$label {id: coalesce(\$target, \$first + n)})
                CREATE (source)-[:$type {source: source.id, target: target.id, since: n, version: 1$others}]->(target)
                """.toString(), [source: source, target: target, more: more])
    }

    /** Does something for each number n of a range, in batches. */
    private void each(int from, int to, String statement, Map<String, Object> parameters = [:]) {
        (from..to).step(BATCH) { n ->
            run("UNWIND range(\$from, \$to) AS n $statement".toString(), parameters + [first: FIRST, from: n, to: Math.min(n + BATCH - 1, to)])
        }
    }

    private void run(String statement, Map<String, Object> parameters) {
        driver.session().withCloseable { it.run(statement, parameters).consume() }
    }
}
