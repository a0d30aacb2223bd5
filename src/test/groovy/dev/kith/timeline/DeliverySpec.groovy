package dev.kith.timeline

import dev.kith.Api
import dev.kith.KithSpec
import dev.kith.cache.RedisLink
import dev.kith.cache.Standings
import dev.kith.graph.SocialGraph
import dev.kith.id.ProfileId
import dev.kith.post.Posts
import dev.kith.profile.Readers
import dev.kith.web.Problems
import io.lettuce.core.RedisClient
import io.lettuce.core.RedisURI
import io.lettuce.core.api.sync.RedisCommands
import io.micrometer.core.instrument.MeterRegistry
import io.micronaut.context.ApplicationContext
import io.micronaut.inject.qualifiers.Qualifiers
import io.micronaut.runtime.server.EmbeddedServer
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.util.concurrent.PollingConditions

import java.time.Duration
import java.util.random.RandomGenerator

/** Posts are delivered by the spec itself where it matters when; that others deliver them once more changes nothing. */
class DeliverySpec extends KithSpec {

    private static final int LENGTH = 20

    def soon = new PollingConditions(timeout: 30)

    /** Lists in whose building something comes between. */
    private static final class Interrupted extends RedisLists {

        private final Map<String, Closure> interruptions

        Interrupted(ApplicationContext context, Map<String, Closure> interruptions) {
            super(context.getBean(RedisLink, Qualifiers.byName(RedisTimelineLinks.READING)), context.getBean(RedisLink, Qualifiers.byName(RedisTimelineLinks.DELIVERING)),
                    context.getBean(TimelineConfiguration), context.getBean(RandomGenerator), context.getBean(MeterRegistry))
            this.interruptions = interruptions
        }

        @Override
        Map<ListKey, RedisLists.Mark> begin(Map<ListKey, RedisLists.Found> found) {
            interruptions['before the list is marked']?.call()
            def marks = super.begin(found)
            interruptions['after it is marked']?.call()
            marks
        }

        @Override
        boolean finish(ListKey key, RedisLists.Mark mark, Slice slice, Fingerprint fingerprint) {
            interruptions['before it is finished']?.call()
            def finished = super.finish(key, mark, slice, fingerprint)
            interruptions['after it is finished']?.call()
            finished
        }
    }

    @Shared
    @AutoCleanup
    EmbeddedServer server = kith.service('kith.timelines.length': LENGTH, 'kith.timelines.big-followers': 3, 'kith.timelines.small-followers': 2,
            'kith.timelines.big-refresh': '200ms', 'kith.timelines.grace': '1s', 'kith.timelines.activity': '6s', 'kith.timelines.building': '30s',
            'kith.timelines.timeout': '30s', 'kith.cache.timeout': '30s', 'kith.timelines.pages': 0, 'kith.timelines.shared-pages': false)
    @Shared
    Api here = new Api(server.URI)
    @Shared
    RedisLists lists = bean(RedisLists)
    @Shared
    RedisBigAuthors bigAuthors = bean(RedisBigAuthors)
    @Shared
    FanOut fanOut = bean(FanOut)
    @Shared
    RedisClient client = RedisClient.create(RedisURI.create(kith.stack.properties()['redis.uri'] as String))
    @Shared
    RedisCommands<String, String> redis = client.connect().sync()

    def cleanupSpec() {
        client.shutdown()
    }

    def 'what is posted between the mark and the end of a build is in the list'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        def first = say(bob, 'first')

        when: 'somebody has asked the stores before there is another post'
        def mark = begin(alice)
        def second = said(bob)

        then: 'others neither wait nor take it for a list'
        home(alice) == [second, first]
        begin(alice) == null

        when:
        def finished = lists.finish(listOf(alice), mark, Slice.found([first.toLong()], LENGTH), fingerprint(alice, [bob]))

        then:
        finished
        slice(alice, [bob]) == new Slice([second, first]*.toLong(), 0)
        byWay('list') { assert home(alice) == [second, first] }
    }

    def 'a post that is delivered #when is not lost'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        def post = null
        def interrupted = new Interrupted(server.applicationContext, [(when): { post = said(bob) }])
        def timelines = new HomeTimelines(bean(Standings), bean(Readers), bean(Posts), interrupted, bigAuthors, bean(TimelineConfiguration), bean(MeterRegistry))

        when:
        def built = timelines.candidates(ProfileId.of(alice))

        then:
        built.way() == Candidates.Way.BUILT
        post != null
        home(alice) == [post]
        slice(alice, [bob]).ids() == [post.toLong()]

        where:
        when << ['before the list is marked', 'after it is marked', 'before it is finished', 'after it is finished']
    }

    def 'a delivery that Redis does not take waits until it does, and is not given up'() {
        given:
        def nowhere = new RedisLink('redis://127.0.0.1:1', Duration.ofSeconds(1), [])
        def unreachable = new RedisLists(nowhere, nowhere, bean(TimelineConfiguration), bean(RandomGenerator), bean(MeterRegistry))
        def post = say(profile(), 'hello')

        when:
        new FanOut(bean(Posts), bean(SocialGraph), unreachable, bigAuthors, bean(TimelineConfiguration)).changed([post.toLong()])

        then:
        def failed = thrown(RuntimeException)
        Problems.storeDown(failed).get() == 'redis'

        cleanup:
        nowhere.close()
    }

    def 'whoever lost the mark does not finish'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        def mark = begin(alice)
        redis.del(*redis.keys("home:*:{$alice}".toString()))
        def others = begin(alice)

        expect:
        !lists.finish(listOf(alice), mark, new Slice([4711L], 0), fingerprint(alice, [bob]))
        lists.finish(listOf(alice), others, new Slice([], 0), fingerprint(alice, [bob]))
        !lists.finish(listOf(alice), others, new Slice([4711L], 0), fingerprint(alice, [bob]))
        slice(alice, [bob]).ids().empty
    }

    def 'who unfollows and follows again misses nothing in between'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        byWay('built') { assert home(alice) == [] }
        byWay('list') { assert home(alice) == [] }

        when:
        delete("/v1/profiles/$alice/following/$bob")
        def post = said(bob)
        follow(alice, bob)

        then:
        byWay('built') { assert home(alice) == [post] }
    }

    def 'joining and leaving a community take effect at once'() {
        given:
        def alice = profile()
        def bob = profile()
        def carol = profile()
        def tea = community(bob)
        follow(alice, bob)
        def mine = sayIn(tea, bob, 'by a followee')
        join(tea, carol, bob)
        def others = sayIn(tea, carol, 'by another')

        expect:
        home(alice) == [mine]

        when:
        put("/v1/communities/$tea/members/$alice", null, Api.as(alice))

        then:
        home(alice) == [others, mine]

        when:
        sayIn(tea, alice, 'my own')
        def later = sayIn(tea, carol, 'later').tap { fanOut.changed([it.toLong()]) }

        then:
        home(alice) == [later, others, mine]

        when:
        assert delete("/v1/communities/$tea/members/$alice", Api.as(alice)).status == 204

        then:
        home(alice) == [mine]
    }

    def 'a list that becomes too long is cut to the newest, whatever the order in which they came'() {
        given:
        def alice = profile()
        def key = listOf(alice)
        def mark = begin(alice)
        lists.finish(key, mark, new Slice([1000L], 500), Fingerprint.NONE)
        def seed = System.nanoTime()
        def ids = (400L..700L).toList().tap { addAll(600L..650L) }.shuffled(new Random(seed))
        println "DeliverySpec seed $seed"

        when:
        ids.each { lists.push([key], [it]) }
        def found = lists.read([key]).first()
        def slice = found.slice(Fingerprint.NONE).get()

        then:
        found.elements() <= LENGTH + LENGTH.intdiv(4) + 1
        slice.floor() >= 500
        slice.ids() == [1000L] + ((slice.floor() + 1)..700L).toList().reverse()
        slice.ids().size() >= LENGTH

        and: 'it goes away in the end as it would have'
        redis.pttl(redis.keys("home:*:{$alice}".toString()).first()) in 1L..6_000L
    }

    def 'what is below the floor is asked of the stores'() {
        given:
        def alice = profile()
        def friends = (1..2).collect { profile() }
        friends.each { follow(alice, it) }
        def before = (1..30).collect { say(friends[it % 2], "number $it") }
        home(alice)
        def after = (1..30).collect { said(friends[it % 2]) }

        expect: 'whoever pushes next cuts it, once others that allow longer ones have delivered all'
        soon.eventually {
            lists.push([listOf(alice)], [after.last().toLong()])
            assert lists.read([listOf(alice)]).first().elements() <= LENGTH + LENGTH.intdiv(4) + 1
        }
        here.pages("/v1/profiles/$alice/timelines/home", limit)*.id == (before + after).reverse()

        where:
        limit << [1, 7, 200]
    }

    def 'nothing is missed while an author becomes big, and small again'() {
        given:
        def star = profile()
        def fans = (1..4).collect { profile() }
        fans.each { follow(it, star) }
        def posts = []
        def alice = fans.first()
        def everybodySees = { whom = fans -> whom.each { assert home(it) == posts.reverse() } || true }
        everybodySees()

        when: 'it becomes big with this'
        posts << said(star)

        then:
        everybodySees()

        when: 'it is still delivered for a while'
        posts << said(star)

        then:
        posts.last().toLong() in lists.read([listOf(alice)]).first().ids()
        everybodySees()

        when: 'and then merged only'
        sleep(1_100)
        everybodySees()
        posts << said(star)

        then:
        star.toLong() in bigAuthors.look().merged()
        bigAuthors.isMerged(ProfileId.of(star))
        everybodySees()

        when: 'knowledge of who is big is lost'
        redis.del(*redis.keys('big-authors:*'))
        posts << said(star)
        sleep(300)

        then:
        everybodySees()

        when: 'it is big again, and then left by most'
        posts << said(star)
        sleep(1_100)
        posts << said(star)
        everybodySees()
        fans.drop(1).each { assert delete("/v1/profiles/$it/following/$star").status == 204 }
        posts << said(star)

        then:
        star.toLong() in bigAuthors.look().merged()
        posts.last().toLong() in lists.read([listOf(alice)]).first().ids()
        everybodySees([alice])

        when: 'no list is left of before'
        40.times {
            sleep(350)
            everybodySees([alice])
        }
        posts << said(star)

        then:
        !(star.toLong() in bigAuthors.look().merged())
        everybodySees([alice])
        slice(alice, [star]).ids() == posts*.toLong().reverse()
    }

    def 'what is read is kept, and what is not goes away'() {
        given:
        def alice = profile()
        def left = { redis.pttl(redis.keys("home:*:{$alice}".toString()).first()) }

        when:
        home(alice)
        sleep(1_000)
        def before = left()
        home(alice)

        then:
        before in 1L..5_100L
        left() in 5_300L..6_000L
    }

    def 'it is told how it goes'() {
        given:
        def alice = profile()
        home(alice)

        expect:
        def told = here.get('/prometheus').body
        ['kith_timelines_reads_total{way="built"}', 'kith_timelines_builds_total{outcome="finished"}', 'kith_timelines_deliveries_total',
         'kith_timelines_push_seconds_count', 'kith_timelines_trims_total', 'kith_timelines_length_count'].every { told.contains(it) }
    }

    def 'it does not start with #what'() {
        given:
        def second = Duration.ofSeconds(1)

        when:
        new TimelineConfiguration(true, 800, activity, second, second, big, small, second, grace, 0, false, second, 100)

        then:
        def refused = thrown(IllegalArgumentException)
        refused.message.startsWith('kith.timelines')

        where:
        what                             | activity              | big | small | grace
        'no time'                        | Duration.ZERO         | 2   | 1     | Duration.ofSeconds(2)
        'an end before the beginning'    | Duration.ofSeconds(1) | 1   | 2     | Duration.ofSeconds(2)
        'less grace than readers need'   | Duration.ofSeconds(1) | 2   | 1     | Duration.ofMillis(1_999)
    }

    /** Posts, and delivers that. */
    private String said(String author) {
        say(author, 'hello').tap { fanOut.changed([it.toLong()]) }
    }

    private List<String> home(String reader) {
        def answer = here.get("/v1/profiles/$reader/timelines/home?limit=200")
        assert answer.status == 200: answer
        answer.json.items*.id
    }

    private ListKey listOf(String reader) {
        ListKey.home(ProfileId.of(reader))
    }

    private RedisLists.Mark begin(String reader) {
        lists.begin([(listOf(reader)): lists.read([listOf(reader)]).first()])[listOf(reader)]
    }

    private Slice slice(String reader, List<String> followees) {
        lists.read([listOf(reader)]).first().slice(fingerprint(reader, followees)).get()
    }

    private Fingerprint fingerprint(String reader, List<String> followees) {
        Fingerprint.of(bigAuthors.look().epoch(), followees*.toLong(), bean(Standings).feedSources(ProfileId.of(reader)))
    }

    /** Whether just this way was gone. */
    private boolean byWay(String way, Closure read) {
        def count = { bean(MeterRegistry).counter('kith.timelines.reads', 'way', way).count() }
        def before = count()
        read()
        count() == before + 1
    }

    private <T> T bean(Class<T> type) {
        server.applicationContext.getBean(type)
    }
}
