package dev.kith.imports

import dev.kith.KithSpec
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Stepwise

import java.time.Instant

@Requires(value = { SharedData.has(SharedData.LDBC) }, reason = SharedData.MISSING)
@Stepwise
class LdbcImportSpec extends KithSpec {

    @Shared
    LdbcFiles files

    @Shared
    Map<String, Map> known

    @Shared
    Map<String, String> founded

    @Shared
    Map<String, List<Map>> said

    @Shared
    Map<String, Set<String>> friends

    @Shared
    Map<String, Set<String>> forums

    @Shared
    Map<String, String> forumOf

    def setupSpec() {
        files = Ldbc.imported().files
    }

    def 'the whole network goes in, and what has no place yet is counted by name'() {
        when:
        def run = Ldbc.imported().run

        then:
        run.code == 0
        run.err.empty
        run.counts('profile') == [222, 0, 0]
        run.counts('follow') == [2 * 825, 0, 0]
        run.counts('post') == [5924, 0, 0]
        run.counts('community') == [805, 0, 0]
        run.counts('member')[2] == 0
        run.counts('member')[0] + run.counts('member')[1] == 3584
        run.counts('topic')[1..2] == [0, 0]
        run.counts('comment') == [2218, 0, 0]
        run.counts('reaction') == [759 + 624, 0, 0]

        and: 'of the tables only those of places, organisations and classes of tags are left over'
        skipped(run) == ['comment_isLocatedIn_place', 'person_isLocatedIn_place', 'person_studyAt_organisation',
                         'person_workAt_organisation', 'post_isLocatedIn_place'] as Set
    }

    def 'again from the packed files, it changes nothing'() {
        when:
        def run = ImportCommand.run('ldbc', SharedData.LDBC, '--url', url)

        then:
        run.code == 0
        run.counts('profile') == [0, 222, 0]
        run.counts('follow') == [0, 1650, 0]
        run.counts('post') == [0, 5924, 0]
        run.counts('community') == [0, 805, 0]
        run.counts('member') == [0, 3584, 0]
        run.counts('topic').with { it[0] == 0 && it[2] == 0 }
        run.counts('comment') == [0, 2218, 0]
        run.counts('reaction') == [0, 759 + 624, 0]
    }

    def 'every forum is a community of its moderator, with its members since they joined'() {
        given:
        def moderators = files.rows('forum_hasModerator_person').collectEntries { [it[0], it[1]] }
        def members = files.rows('forum_hasMember_person').groupBy { it[0] }
        def handles = profiles().collectEntries { person, profile -> [profile.id, person] }
        def communities = pages('/v1/communities', 100).findAll { handles[it.adminId] }

        expect:
        communities.size() == 805
        communities.collect { [it.name, handles[it.adminId], Instant.parse(it.createdAt).toEpochMilli()] } as Set ==
                files.rows('forum').collect { [it[1], moderators[it[0]], it[2] as long] } as Set

        and: 'of some of them, the members one by one'
        files.rows('forum').take(40).every { forum ->
            def community = communities.find { it.name == forum[1] && handles[it.adminId] == moderators[forum[0]] }
            def joined = [(moderators[forum[0]]): forum[2] as long]
            members[forum[0]].each { joined.putIfAbsent(it[1], it[2] as long) }
            def listed = pages("/v1/communities/$community.id/members", 200)
            assert community.membersCount == joined.size()
            assert listed.collectEntries { [handles[it.profile.id], Instant.parse(it.since).toEpochMilli()] } == joined
            true
        }
    }

    def 'every person is a profile as the files describe them'() {
        given:
        def friends = files.friends()
        def posts = files.posts()
        def interests = files.interests()
        def profiles = profiles()

        expect:
        profiles.size() == 222
        files.rows('person').every { person ->
            def profile = profiles[person[0]]
            assert profile.userId == person[0]
            assert profile.displayName == "${person[1]} ${person[2]}"
            assert profile.gender == person[3]
            assert Instant.parse(profile.createdAt).toEpochMilli() == person[5] as long
            assert profile.tags as Set == (interests[person[0]] ?: [] as Set)
            assert [profile.followersCount, profile.followingCount] == [friends[person[0]].size()] * 2
            assert profile.postsCount == (posts[person[0]] ?: []).size()
            true
        }
    }

    def "the first 50 entries of every person's home timeline are what the files say"() {
        given:
        def posts = files.posts()

        expect:
        profiles().every { person, profile ->
            def answer = get("/v1/profiles/$profile.id/timelines/home?limit=50")
            assert answer.json.items.collect { entry(it) } == home(person, posts).take(50)
            true
        }
    }

    def 'a home timeline is without gaps and repeats to its end'() {
        given:
        def posts = files.posts()
        def sizes = profiles().keySet().collectEntries { [it, home(it, posts).size()] }
        def persons = [sizes.max { it.value }.key, sizes.min { it.value }.key] + sizes.keySet().take(3)

        expect:
        persons.every { person ->
            def read = pages("/v1/profiles/${profiles()[person].id}/timelines/home", limit)
            assert read.collect { entry(it) } == home(person, posts)
            true
        }

        where:
        limit << [7, 200]
    }

    def "every forum's posts and topics are the files'"() {
        given:
        def contained = files.rows('forum_containerOf_post').groupBy { it[0] }
        def tags = files.hashtags('forum_hasTag_tag')
        def hashtags = files.hashtags('post_hasTag_tag')
        def communities = communities()

        expect:
        files.rows('forum').every { forum ->
            def posts = said()[forum[0]]
            assert posts*.extra*.importId as Set == (contained[forum[0]] ?: [])*.getAt(1) as Set
            assert posts.every { (it.hashtags as Set) == (hashtags[it.extra.importId] ?: [] as Set) }
            true
        }
        files.rows('forum').take(60).every { forum ->
            def topics = pages("/v1/communities/${communities[forum[0]]}/topics", 100)
            assert topics*.name as Set == (tags[forum[0]] ?: [] as Set)
            assert topics.take(3).every { topic ->
                def said = pages("/v1/topics/$topic.id/posts", 200)*.extra*.importId as Set
                said == (contained[forum[0]] ?: [])*.getAt(1).findAll { topic.name in (hashtags[it] ?: []) } as Set
            }
            true
        }
    }

    def "every post's comments, replies and likes are the files'"() {
        given:
        def posts = files.rows('comment_replyOf_post').groupBy { it[1] }
        def parents = files.rows('comment_replyOf_comment').collectEntries { [it[0], it[1]] }
        def creators = files.rows('comment_hasCreator_person').collectEntries { [it[0], it[1]] }
        def texts = files.rows('comment').collectEntries { [it[0], [it[4], it[1] as long]] }
        def tags = files.hashtags('comment_hasTag_tag')
        def replies = parents.keySet().groupBy { comment ->
            def root = comment
            while (parents[root]) {
                root = parents[root]
            }
            root
        }
        def persons = profiles().collectEntries { person, profile -> [profile.id, person] }
        def likes = [post: 'person_likes_post', comment: 'person_likes_comment'].collectEntries { what, table ->
            [what, files.rows(table).groupBy { it[1] }.collectEntries { item, rows -> [item, rows.collect { [it[0], it[2] as long] } as Set] }]
        }
        def described = { String id -> [texts[id][0], persons.find { it.value == creators[id] }.key, texts[id][1], tags[id] ?: [] as Set] }
        def shown = { Map comment -> [comment.text, comment.author.id, Instant.parse(comment.createdAt).toEpochMilli(), comment.hashtags as Set] }
        def likers = { String path -> pages("$path/reactions?kind=like", 100).collect { [persons[it.profile.id], Instant.parse(it.createdAt).toEpochMilli()] } as Set }
        def touched = (posts.keySet() + likes.post.keySet()) as Set
        def ids = said().values().collectMany { it }.collectEntries { [it.extra.importId, it] }

        expect:
        ids.every { importId, post -> post.reactions.likes == (likes.post[importId]?.size() ?: 0) }
        ids.findAll { !(it.key in touched) }.values().every { it.reactions.comments == 0 }
        touched.every { importId ->
            def post = ids[importId]
            def threads = pages("/v1/posts/$post.id/comments", 100)
            def expected = (posts[importId] ?: [])*.getAt(0)
            assert threads.collect(shown) as Set == expected.collect(described) as Set
            assert post.reactions.comments == expected.sum(0) { 1 + (replies[it]?.size() ?: 0) }
            if (likes.post[importId]) {
                assert likers("/v1/posts/$post.id") == likes.post[importId]
            }
            threads.each { thread ->
                def id = expected.find { described(it) == shown(thread) }
                assert thread.reactions.likes == (likes.comment[id]?.size() ?: 0)
                assert thread.repliesCount == (replies[id]?.size() ?: 0)
                if (replies[id]) {
                    assert pages("/v1/posts/$post.id/comments?parentCommentId=$thread.id", 100).collect(shown) as Set == replies[id].collect(described) as Set
                }
                if (likes.comment[id]) {
                    assert likers("/v1/comments/$thread.id") == likes.comment[id]
                }
            }
            true
        }
    }

    /** The community of each forum. */
    private Map<String, String> communities() {
        founded = founded ?: found()
    }

    /** Of each forum, the posts as its community lists them. */
    private Map<String, List<Map>> said() {
        said = said ?: communities().collectEntries { forum, community -> [forum, pages("/v1/communities/$community/posts", 200)] }
    }

    private Map<String, String> found() {
        def moderators = files.rows('forum_hasModerator_person').collectEntries { [it[0], profiles()[it[1]].id] }
        def listed = pages('/v1/communities', 100).groupBy { [it.name, it.adminId, Instant.parse(it.createdAt).toEpochMilli()] }
        files.rows('forum').collectEntries { forum -> [forum[0], listed[[forum[1], moderators[forum[0]], forum[2] as long]][0].id] }
    }

    private Map<String, Map> profiles() {
        known = known ?: files.rows('person').collectEntries { [it[0], get("/v1/profiles?handle=p${it[0]}").json] }
    }

    /** What friends said anywhere, and others in forums that one belongs to. */
    private List<List> home(String person, Map<String, List<List>> posts) {
        friends = friends ?: files.friends()
        forums = forums ?: files.forums()
        forumOf = forumOf ?: files.rows('forum_containerOf_post').collectEntries { [it[1], it[0]] }
        posts.findAll { it.key != person }.collectMany { author, said ->
            author in friends[person] ? said : said.findAll { forumOf[it[0]] in forums[person] }
        }.sort { one, other -> other[2] <=> one[2] }
    }

    private static Set<String> skipped(ImportCommand run) {
        run.out.readLines().findResults { (it =~ /^\s+[\d,]+ ([a-z]+_\w+)$/).with { found -> found ? found[0][1] : null } } as Set
    }

    private static List entry(Map post) {
        [post.extra.importId, post.text, Instant.parse(post.createdAt).toEpochMilli(), post.extra.imageFile]
    }
}
