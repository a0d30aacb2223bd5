package dev.kith.notification

import dev.kith.Api
import dev.kith.Concurrently
import dev.kith.graph.EdgeChange
import dev.kith.graph.EdgeCommand
import groovy.json.JsonOutput

import java.time.Duration
import java.time.Instant

import static dev.kith.Api.as

/** What is told goes with what it tells of, whatever comes twice, late or at the same time. */
class NotificationCauseSpec extends NotifiedSpec {

    def 'what is told goes with its cause: #cause'() {
        given:
        def fields = Api.someone()
        def alice = profile(fields)
        def bob = profile()
        def hello = say(alice, 'hello')
        def mine = comment(hello, alice, 'mine')
        def undo = make.call(this, [handle: fields.handle, alice: alice, bob: bob, hello: hello, mine: mine])
        soon.eventually {
            assert told(alice).size() == 1
        }

        when:
        undo.call()

        then:
        isTold(alice, [])
        timeline(alice).unreadCount == 0
        soon.eventually {
            assert kith.rows('SELECT * FROM notification_entry WHERE recipient_id = ? AND gone_at IS NULL', alice as long) == []
        }

        where:
        cause                        | make
        'a comment that is deleted'  | { s, c -> def made = s.comment(c.hello, c.bob, 'x'); return { -> s.delete("/v1/comments/$made", as(c.bob)) } }
        'a reply that is deleted'    | { s, c -> def made = s.comment(c.hello, c.bob, 'x', c.mine); return { -> s.delete("/v1/comments/$made", as(c.bob)) } }
        'a name that is edited away' | { s, c -> def made = s.say(c.bob, "@$c.handle"); return { -> s.patch("/v1/posts/$made", [text: 'nobody'], as(c.bob)) } }
        'a post that names'          | { s, c -> def made = s.say(c.bob, "@$c.handle"); return { -> s.delete("/v1/posts/$made", as(c.bob)) } }
        'a like that is taken back'  | { s, c -> s.like("posts/$c.hello", c.bob); return { -> s.unlike("posts/$c.hello", c.bob) } }
        'a repost that is deleted'   | { s, c -> def made = s.post('/v1/posts', [authorId: c.bob, verb: 'REPOST', originalPostId: c.hello]).json.id; return { -> s.delete("/v1/posts/$made", as(c.bob)) } }
        'the post itself'            | { s, c -> s.comment(c.hello, c.bob, 'x'); return { -> s.delete("/v1/posts/$c.hello", as(c.alice)) } }
        'the comment itself'         | { s, c -> s.like("comments/$c.mine", c.bob); return { -> s.delete("/v1/comments/$c.mine", as(c.alice)) } }
        'a follow that ends'         | { s, c -> s.follow(c.bob, c.alice); return { -> s.delete("/v1/profiles/$c.bob/following/$c.alice") } }
        'a follow that is severed'   | { s, c -> s.follow(c.bob, c.alice); return { -> s.block(c.alice, c.bob) } }
        'an invitation that ends'    | { s, c -> def made = s.community(c.bob); s.join(made, c.alice, c.bob); return { -> s.delete("/v1/communities/$made/members/$c.alice", as(c.bob)) } }
        'a community that is closed' | { s, c -> def made = s.community(c.bob); s.join(made, c.alice, c.bob); return { -> s.delete("/v1/communities/$made", as(c.bob)) } }
        'who did it'                 | { s, c -> s.follow(c.bob, c.alice); return { -> s.delete("/v1/profiles/$c.bob", as(c.bob)) } }
    }

    def 'a request goes when it is withdrawn or turned away'() {
        given:
        def (alice, bob, carol) = [profile(private: true), profile(), profile()]
        follow(bob, alice)
        isTold(alice, [['REQUEST', alice, [bob]]])
        follow(carol, alice)
        isTold(alice, [['REQUEST', alice, [carol, bob]]])

        when:
        delete("/v1/profiles/$bob/following/$alice")

        then:
        isTold(alice, [['REQUEST', alice, [carol]]])

        when:
        assert post("/v1/profiles/$alice/follow-requests/$carol/reject", null).status == 204

        then:
        isTold(alice, [])
        told(carol) == []
    }

    def 'of a deleted profile nothing is left, neither what it was told nor what others were told of it'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def hello = say(alice, 'hello')
        def theirs = say(bob, 'hello')
        like("posts/$hello", bob)
        like("posts/$theirs", alice)
        learn(ReactionNotices, hello, theirs)
        assert told(alice).size() == 1 && told(bob).size() == 1

        when:
        assert delete("/v1/profiles/$alice", as(alice)).status == 204

        then:
        soon.eventually {
            assert kith.rows('SELECT 1 FROM notification_entry WHERE ? IN (recipient_id, actor_id) UNION ALL SELECT 1 FROM notification WHERE recipient_id = ? UNION ALL SELECT 1 FROM notification_inbox WHERE profile_id = ?',
                    alice as long, alice as long, alice as long) == []
        }
        told(bob) == []

        when: 'a message comes late'
        learn(ReactionNotices, hello, theirs)
        learn(SaidNotices.OfPosts, hello)

        then:
        kith.rows('SELECT 1 FROM notification_entry WHERE ? IN (recipient_id, actor_id)', alice as long) == []
    }

    def 'what is undone and done again is nothing new, until a day is over'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        def hello = say(alice, 'hello')
        like("posts/$hello", bob)
        learn(ReactionNotices, hello)
        def first = timeline(alice).items[0]
        like("posts/$hello", carol)
        learn(ReactionNotices, hello)
        read(alice, [first.id])

        when:
        unlike("posts/$hello", bob)
        learn(ReactionNotices, hello)

        then:
        told(alice) == [['REACTION', hello, [carol]]]

        when:
        like("posts/$hello", bob)
        learn(ReactionNotices, hello)

        then: 'it is where it was'
        timeline(alice).with { it.items*.id == [first.id] && it.items[0].actors*.id == [carol, bob] && it.items[0].read && it.unseenCount == 0 }

        when: 'another day'
        unlike("posts/$hello", bob)
        learn(ReactionNotices, hello)
        age(alice)
        like("posts/$hello", bob)
        learn(ReactionNotices, hello)

        then:
        told(alice) == [['REACTION', hello, [bob]], ['REACTION', hello, [carol]]]
        timeline(alice).with { it.items*.read == [false, true] && it.unseenCount == 1 }
    }

    def 'reposting, following and asking once more is nothing new either'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def hello = say(alice, 'hello')
        def repost = { post('/v1/posts', [authorId: bob, verb: 'REPOST', originalPostId: hello]).json.id }
        def first = repost()
        isTold(alice, [['REPOST', hello, [bob]]])
        follow(bob, alice)
        isTold(alice, [['FOLLOW', alice, [bob]], ['REPOST', hello, [bob]]])
        def before = timeline(alice).items
        see(alice, before[0].newestAt)

        when:
        delete("/v1/posts/$first", as(bob))
        delete("/v1/profiles/$bob/following/$alice")

        then:
        isTold(alice, [])

        when:
        def second = repost()
        follow(bob, alice)

        then:
        isTold(alice, [['FOLLOW', alice, [bob]], ['REPOST', hello, [bob]]])
        timeline(alice).with { it.items*.id == before*.id && it.items[1].causeIds == [second] && it.unseenCount == 0 }
    }

    def 'messages that come twice, at once and in any order come to the same'() {
        given:
        def fields = Api.someone()
        def alice = profile(fields)
        def friends = (1..6).collect { profile() }
        def hello = say(alice, 'hello')
        def said = friends.collect { comment(hello, it, "for @$fields.handle") }
        friends.each { like("posts/$hello", it) }
        def works = said.collect { id -> { -> learn(SaidNotices.OfComments, id) } } + (1..6).collect { { -> learn(ReactionNotices, hello) } }

        when:
        Concurrently.all((works + works).shuffled(new Random(4711)))

        then:
        timeline(alice).items.collect { [it.kind, it.subject.id, it.actors*.id.size(), it.actorsCount] }.toSet() == [['COMMENT', hello, 5, 6], ['REACTION', hello, 5, 6]].toSet()
        timeline(alice).items.size() == 2
        kith.rows('SELECT count(*) AS entries, count(DISTINCT place) AS places FROM notification_entry WHERE recipient_id = ?', alice as long) == [[entries: 12L, places: 12L]]

        when: 'the news of the deletion comes first, then that of the making'
        delete("/v1/comments/${said[0]}", as(friends[0]))
        learn(SaidNotices.OfComments, said[0])
        learn(SaidNotices.OfComments, said[0])

        then:
        timeline(alice).items.find { it.kind == 'COMMENT' }.actorsCount == 5
    }

    def 'what comes and goes while others look at it is told as it is in the end'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def hello = say(alice, 'hello')

        when:
        Concurrently.all([
                { -> 5.times { like("posts/$hello", bob); unlike("posts/$hello", bob) } },
                { -> 15.times { learn(ReactionNotices, hello) } },
                { -> 5.times { follow(bob, alice); delete("/v1/profiles/$bob/following/$alice") } },
                { -> 15.times { learnEdge('FOLLOW', bob, alice) } }])
        learn(ReactionNotices, hello)
        learnEdge('UNFOLLOW', bob, alice)

        then:
        kith.rows('SELECT * FROM notification_entry WHERE recipient_id = ? AND gone_at IS NULL', alice as long) == []
        kith.rows('SELECT count(*) AS entries FROM notification_entry WHERE recipient_id = ?', alice as long)[0].entries <= 2

        when:
        like("posts/$hello", bob)
        learn(ReactionNotices, hello)

        then:
        told(alice) == [['REACTION', hello, [bob]]]
    }

    def 'seen and read while more comes: nothing new is lost, and no marker goes back'() {
        given:
        def alice = profile()
        def friends = (1..12).collect { profile() }
        def hello = say(alice, 'hello')
        def marks = Collections.synchronizedList([])

        when:
        Concurrently.all([
                { -> friends.each { like("posts/$hello", it); learn(ReactionNotices, hello) } },
                { -> 15.times { timeline(alice).items.take(1).each { read(alice, [it.id]) } } },
                { -> 15.times {
                    timeline(alice).items.take(1).each { see(alice, it.newestAt) }
                    marks << kith.rows('SELECT seen_up_to FROM notification_inbox WHERE profile_id = ?', alice as long)*.seen_up_to
                } }])

        then: 'every like is told by one, and those that were read are read'
        timeline(alice).items*.actorsCount.sum() == 12
        marks.findAll()*.first().with { it == it.sort(false) }
        timeline(alice).with { all ->
            all.unreadCount == all.items.count { !it.read } && all.unseenCount == all.items.count { !it.seen }
        }
    }

    def 'what is imported is told to nobody, made #time'() {
        given:
        def fields = Api.someone()
        def alice = profile(fields)
        def (bob, carol) = [profile(), profile()]
        def hello = say(alice, 'hello')
        def tea = community(alice)
        def at = time == 'now' ? [:] : [createdAt: time]
        def named = "post-$bob"
        def lines = [
                [kind: 'post', importId: named, authorId: bob, verb: 'POST', text: "look, @$fields.handle"] + at,
                [kind: 'post', importId: "re$named", authorId: bob, verb: 'REPOST', originalPostId: hello] + at,
                [kind: 'comment', importId: "comment-$bob", postId: hello, authorId: bob, text: 'hi'] + at,
                [kind: 'reaction', reaction: 'like', profileId: bob, postId: hello] + at,
                [kind: 'follow', sourceId: bob, targetId: alice] + at,
                [kind: 'member', communityId: tea, profileId: bob] + at]

        when:
        def answer = post('/v1/imports', lines.collect { JsonOutput.toJson(it) }.join('\n'), ['Content-Type': 'application/x-ndjson'])
        def ids = kith.rows('SELECT id FROM import_reference WHERE import_id LIKE ?', "%-$bob".toString())*.id*.toString()
        learn(SaidNotices.OfPosts, ids as String[])
        learn(SaidNotices.OfComments, ids as String[])
        learn(ReactionNotices, hello)
        learnEdge('INVITE', bob, tea)

        then:
        answer.body.readLines().last().contains('"done":true') && !answer.body.contains('problem')
        ids.size() == 3
        get("/v1/posts/$hello").json.reactions.with { it.likes == 1 && it.comments == 1 && it.shares == 1 }
        get("/v1/profiles/$bob/following/$alice").status == 200
        told(alice) == [] && told(bob) == []

        when: 'others do the like'
        like("posts/$hello", carol)
        learn(ReactionNotices, hello)
        follow(carol, alice)

        then:
        isTold(alice, [['FOLLOW', alice, [carol]], ['REACTION', hello, [carol]]])

        where:
        time << ['now', '2011-02-03T04:05:06.789Z', (Instant.now() - Duration.ofHours(2)).toString()]
    }

    def 'what is history when it is learned of is told no more, but what was told stays'() {
        given:
        def fields = Api.someone()
        def alice = profile(fields)
        def bob = profile()
        def hello = say(bob, "look, @$fields.handle")
        learn(SaidNotices.OfPosts, hello)
        def old = ((hello as long) - (Duration.ofDays(8).toMillis() << 22))
        kith.rows('SELECT make_post_partition(now() - interval \'8 days\')')
        kith.rows('INSERT INTO post (id, author_id, verb, text, mentions) VALUES (?, ?, \'POST\', \'old\', ARRAY[?])', old, bob as long, alice as long)

        when:
        learn(SaidNotices.OfPosts, old.toString(), hello)

        then:
        told(alice) == [['MENTION', hello, [bob]]]
    }

    def 'what was kept only for a while is forgotten'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def (hello, other) = [say(alice, 'hello'), say(alice, 'other')]
        like("posts/$hello", bob)
        like("posts/$other", bob)
        learn(ReactionNotices, hello, other)
        unlike("posts/$hello", bob)
        learn(ReactionNotices, hello)
        kith.rows("INSERT INTO notification_hushed VALUES (?, ?, now() - interval '9 days'), (?, ?, now())", hello as long, 1L, hello as long, 2L)

        when:
        bean(NotificationSweep).sweep()

        then:
        left(alice, hello) == [2, 2, [2]]

        when:
        kith.rows("UPDATE notification_entry SET gone_at = gone_at - interval '25 hours' WHERE recipient_id = ?", alice as long)
        bean(NotificationSweep).sweep()

        then:
        left(alice, hello) == [1, 1, [2]]
        told(alice) == [['REACTION', other, [bob]]]
    }

    def 'what nothing was added to for long is forgotten, and not told again'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def (hello, other) = [say(alice, 'hello'), say(alice, 'other')]
        like("posts/$hello", bob)
        like("posts/$other", bob)
        learn(ReactionNotices, hello, other)
        def age = Duration.ofDays(91).toMillis() << 22
        def old = kith.rows('SELECT id FROM notification WHERE recipient_id = ? AND subject_id = ?', alice as long, hello as long)[0].id
        kith.rows('UPDATE notification SET place = place - ?, id = id - ? WHERE recipient_id = ? AND id = ?', age, age, alice as long, old)
        kith.rows('UPDATE notification_entry SET place = place - ?, notification_id = notification_id - ? WHERE recipient_id = ? AND notification_id = ?', age, age, alice as long, old)
        kith.rows('UPDATE reaction SET id = id - ? WHERE item_id = ?', age, hello as long)

        when:
        bean(NotificationSweep).sweep()
        learn(ReactionNotices, hello, other)

        then:
        left(alice, hello).take(2) == [1, 1]
        told(alice) == [['REACTION', other, [bob]]]
        get("/v1/profiles/$alice/timelines/notifications").json.unreadCount == 1
    }

    private static List left(String profile, String item) {
        [kith.rows('SELECT * FROM notification_entry WHERE recipient_id = ?', profile as long).size(),
         kith.rows('SELECT * FROM notification WHERE recipient_id = ?', profile as long).size(),
         kith.rows('SELECT profile_id FROM notification_hushed WHERE item_id = ?', item as long)*.profile_id]
    }

    private void learnEdge(String kind, String source, String target) {
        bean(EdgeNotices).changed([new EdgeChange(EdgeCommand.Kind.valueOf(kind), source as long, target as long, 1, null)])
    }
}
