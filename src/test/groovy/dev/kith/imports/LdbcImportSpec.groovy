package dev.kith.imports

import dev.kith.KithSpec
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Stepwise
import spock.lang.TempDir

import java.nio.file.Path
import java.time.Instant

@Requires(value = { SharedData.has(SharedData.LDBC) }, reason = SharedData.MISSING)
@Stepwise
class LdbcImportSpec extends KithSpec {

    @Shared
    @TempDir
    Path folder

    @Shared
    LdbcFiles files

    @Shared
    Map<String, Map> known

    def setupSpec() {
        files = LdbcFiles.unpack(SharedData.LDBC, folder)
    }

    def 'the whole network goes in, and what has no place yet is counted by name'() {
        when:
        def run = ImportCommand.run('ldbc', folder, '--url', url)

        then:
        run.code == 0
        run.err.empty
        run.counts('profile') == [222, 0, 0]
        run.counts('follow') == [2 * 825, 0, 0]
        run.counts('post') == [5924, 0, 0]
        run.counts('community') == [805, 0, 0]
        run.counts('member')[2] == 0
        run.counts('member')[0] + run.counts('member')[1] == 3584
        ['2,218 comment', '759 person_likes_post', '624 person_likes_comment'].every { skipped ->
            run.out.readLines().any { it.strip() == skipped }
        }
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
        def friends = files.friends()
        def posts = files.posts()

        expect:
        profiles().every { person, profile ->
            def answer = get("/v1/profiles/$profile.id/timelines/home?limit=50")
            assert answer.json.items.collect { entry(it) } == home(person, friends, posts).take(50)
            true
        }
    }

    def 'a home timeline is without gaps and repeats to its end'() {
        given:
        def friends = files.friends()
        def posts = files.posts()
        def sizes = profiles().keySet().collectEntries { [it, home(it, friends, posts).size()] }
        def persons = [sizes.max { it.value }.key, sizes.min { it.value }.key] + sizes.keySet().take(3)

        expect:
        persons.every { person ->
            def read = pages("/v1/profiles/${profiles()[person].id}/timelines/home", limit)
            assert read.collect { entry(it) } == home(person, friends, posts)
            true
        }

        where:
        limit << [7, 200]
    }

    private Map<String, Map> profiles() {
        known = known ?: files.rows('person').collectEntries { [it[0], get("/v1/profiles?handle=p${it[0]}").json] }
    }

    private static List<List> home(String person, Map<String, Set<String>> friends, Map<String, List<List>> posts) {
        friends[person].collectMany { posts[it] ?: [] }.sort { one, other -> other[2] <=> one[2] }
    }

    private static List entry(Map post) {
        [post.extra.importId, post.text, Instant.parse(post.createdAt).toEpochMilli(), post.extra.imageFile]
    }
}
