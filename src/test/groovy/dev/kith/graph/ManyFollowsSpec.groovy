package dev.kith.graph

import dev.kith.KithSpec
import dev.kith.graph.EdgeCommand.Kind
import dev.kith.graph.GraphNodes.ProfileNode
import dev.kith.id.ProfileId
import io.micronaut.runtime.server.EmbeddedServer
import org.neo4j.driver.Driver
import spock.lang.AutoCleanup
import spock.lang.Shared

import java.time.Instant
import java.util.concurrent.atomic.AtomicLong

/** Many follows that are asked for together go another way than a few; that they come to the same is tried on two casts that are alike. */
class ManyFollowsSpec extends KithSpec {

    private static final AtomicLong NEXT = new AtomicLong(6_100_000_000_000)
    private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_000)

    /** What there is between a follower and a followee before, and what the follow says. */
    private static final Map<String, Map> PAIRS = [
            stranger         : [:],
            'stranger, none taken over'       : [copyLimit: 0],
            'stranger, some taken over'       : [copyLimit: 7],
            'stranger, taken over from elsewhere': [kind: Kind.IMPORT_FOLLOW],
            followed         : [edges: [[Kind.FOLLOW, false]]],
            'followed back'  : [edges: [[Kind.FOLLOW, true]]],
            connected        : [edges: [[Kind.CONNECT, false]]],
            muted            : [edges: [[Kind.MUTE, false]]],
            blocked          : [edges: [[Kind.BLOCK, false]]],
            'blocked by'     : [edges: [[Kind.BLOCK, true]]],
            'both ways blocked': [edges: [[Kind.BLOCK, false], [Kind.BLOCK, true]]],
            'private'        : [isPrivate: true],
            asked            : [isPrivate: true, edges: [[Kind.FOLLOW, false]]],
            refused          : [isPrivate: true, edges: [[Kind.FOLLOW, false], [Kind.REJECT, false]]],
            deleted          : [isDeleted: true],
            'no followee'    : [absent: 'followee'],
            'no follower'    : [absent: 'follower'],
            'kept history'   : [edges: [[Kind.FOLLOW, false], [Kind.UNFOLLOW, false, [keepHistory: true]]]],
            'kept history, some taken over': [copyLimit: 7, edges: [[Kind.FOLLOW, false, [copyLimit: 3]], [Kind.UNFOLLOW, false, [keepHistory: true]]]],
            'ended'          : [edges: [[Kind.FOLLOW, false], [Kind.UNFOLLOW, false]]]]

    private static final int CAP = 20

    @Shared
    @AutoCleanup
    EmbeddedServer capped = kith.service('kith.roles': 'api', 'kith.graph.follow-cap': CAP)

    private <T> T bean(Class<T> type) {
        capped.applicationContext.getBean(type)
    }

    private long node(boolean isPrivate = false) {
        def id = NEXT.incrementAndGet()
        bean(GraphNodes).mergeProfiles([new ProfileNode(new ProfileId(id), 1, isPrivate, false)], AT)
        id
    }

    private EdgeCommand command(Map circumstance, long source, long target) {
        new EdgeCommand(circumstance.kind ?: Kind.FOLLOW, source, target, AT, circumstance.containsKey('copyLimit') ? [copyLimit: circumstance.copyLimit] : [:])
    }

    private List<EdgeCommand> cast(Map<String, Map> pairs) {
        pairs.collect { _, it ->
            def follower = it.absent == 'follower' ? NEXT.incrementAndGet() : node()
            def followee = it.absent == 'followee' ? NEXT.incrementAndGet() : node(it.isPrivate ?: false)
            it.edges?.each { edge ->
                def ends = edge[1] ? [followee, follower] : [follower, followee]
                bean(EdgeWriter).write(new EdgeCommand(edge[0], ends[0], ends[1], AT.minusSeconds(60), edge[2] ?: [:]))
            }
            if (it.isDeleted) {
                bean(GraphNodes).mergeProfiles([new ProfileNode(new ProfileId(followee), 2, false, true)], AT)
            }
            command(it, follower, followee)
        }
    }

    /** The edges from the follower to the followee, less what differs from cast to cast. */
    private List<Map> edges(EdgeCommand one) {
        bean(Driver).executableQuery('MATCH (:Profile {id: $source})-[edge]->(:Profile {id: $target}) RETURN type(edge) AS type, properties(edge) AS said')
                .withParameters([source: one.source(), target: one.target()]).execute().records()
                .collect { [it.get('type').asString(), it.get('said').asMap().findAll { !(it.key in ['version', 'source', 'target']) }] }.sort()
    }

    private List<Long> versions(EdgeCommand one) {
        bean(Driver).executableQuery('MATCH (a:Profile {id: $source})-[edge:FOLLOWS]->(b:Profile {id: $target}) RETURN [a.clock, edge.version, b.clock] AS versions')
                .withParameters([source: one.source(), target: one.target()]).execute().records().first().get('versions').asList()
    }

    private static String name(EdgeResult result) {
        result instanceof EdgeResult.NoNode ? 'NoNode' : "$result"
    }

    def 'each comes to what it would have come to by itself, where #who'() {
        given:
        def names = pairs.keySet() as List
        def (together, apart) = [cast(pairs), cast(pairs)]

        when:
        def results = bean(EdgeWriter).writeAll(together)
        def expected = apart.collect { bean(EdgeWriter).write(it) }

        then:
        [names, results.collect { name(it) }].transpose() == [names, expected.collect { name(it) }].transpose()
        [names, together.collect { edges(it) }].transpose() == [names, apart.collect { edges(it) }].transpose()

        and: 'each end of what changed is at the version of its edge'
        [results, together].transpose().findAll { result, _ -> result instanceof EdgeResult.Stands && result.changed() }.every { _, one -> versions(one).toSet().size() == 1 }

        and: 'once more it changes nothing'
        bean(EdgeWriter).writeAll(together).every { !(it instanceof EdgeResult.Stands) || !it.changed() }

        where:
        who                        | pairs
        'all have a node'          | PAIRS.findAll { !it.value.absent }
        'some have no node'        | PAIRS
    }

    def 'a pair that is named twice is made once'() {
        given:
        def alice = node()
        def others = (1..CAP).collect { node() }
        def commands = (others + others).collect { command([:], alice, it) }

        when:
        def results = bean(EdgeWriter).writeAll(commands)

        then:
        results.take(CAP).every { it.created() }
        results.drop(CAP).every { !it.changed() }
        others.every { edges(command([:], alice, it)).size() == 1 }
    }

    def 'the cap holds, and those that are asked for first are made'() {
        given:
        def (alice, bob) = [node(), node()]
        def others = (1..CAP + 5).collect { node() }
        bean(EdgeWriter).write(command([:], alice, others[3]))

        when:
        def results = bean(EdgeWriter).writeAll(others.collect { command([:], alice, it) } + others.take(CAP).collect { command([:], bob, it) })

        then:
        results.take(CAP + 5).findIndexValues { it instanceof EdgeResult.LimitReached } == (CAP..CAP + 4).toList()*.longValue()
        results.drop(CAP + 5).every { it.created() }
    }
}
