package dev.kith.notification

import dev.kith.Api

import static dev.kith.Api.as

class NotificationSpec extends NotifiedSpec {

    def 'who is named is told, in a post, in a comment, and as whom a post addresses'() {
        given:
        def fields = Api.someone()
        def alice = profile(fields)
        def bob = profile()

        when:
        def naming = say(bob, "look, @$fields.handle")
        def addressing = post('/v1/posts', [authorId: bob, verb: 'POST', text: 'for you', target: [kind: 'PROFILE', id: alice]]).json.id
        def commenting = comment(say(bob, 'mine'), bob, "and here, @$fields.handle, @$fields.handle")

        then:
        isToldInAnyOrder(alice, [['MENTION', naming, [bob]], ['MENTION', addressing, [bob]], ['MENTION', commenting, [bob]]])
        timeline(alice).items.every { it.causeIds == [it.subject.id] && it.subject.kind == (it.subject.id == commenting ? 'COMMENT' : 'POST') }
    }

    def 'authors are told of comments, replies, reactions and reposts'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def hello = say(alice, 'hello')
        def mine = comment(hello, alice, 'anybody there?')

        when:
        def theirs = comment(hello, bob, 'yes')
        def reply = comment(hello, bob, 'I am', mine)
        like("posts/$hello", bob)
        put("/v1/comments/$mine/reactions/star/$bob")
        def repost = post('/v1/posts', [authorId: bob, verb: 'REPOST', originalPostId: hello]).json.id

        then: 'of a reply to a comment under one\'s own post once'
        isToldInAnyOrder(alice, [
                ['COMMENT', hello, [bob]], ['REPLY', mine, [bob]], ['REACTION', hello, [bob]], ['REACTION', mine, [bob]], ['REPOST', hello, [bob]]])

        and:
        def all = timeline(alice).items.collectEntries { [(it.kind + it.subject.kind): it] }
        all.COMMENTPOST.causeIds == [theirs]
        all.REPLYCOMMENT.causeIds == [reply]
        all.REPOSTPOST.causeIds == [repost]
        all.REACTIONPOST.causeIds == [] && all.REACTIONCOMMENT.causeIds == []
        all.COMMENTPOST.actors == [get("/v1/profiles/$bob").json.subMap(['id', 'handle', 'displayName'])]
        all.values().every { it.actorsCount == 1 && !it.moreActors && !it.seen && !it.read && it.id ==~ /\d+/ && it.newestAt.endsWith('Z') }
        timeline(alice).with { it.unseenCount == 5 && it.unreadCount == 5 && !it.moreUnseen && !it.moreUnread && it.nextCursor == null }
        timeline(bob).items == []
    }

    def 'of follows, requests, approvals and invitations those are told whom they concern'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile(private: true)]

        when:
        follow(bob, alice)
        follow(alice, carol)

        then:
        isTold(alice, [['FOLLOW', alice, [bob]]])
        isTold(carol, [['REQUEST', carol, [alice]]])

        when:
        assert post("/v1/profiles/$carol/follow-requests/$alice/approve", null).status == 200

        then: 'who asked, and not who let in'
        isTold(alice, [['APPROVAL', alice, [carol]], ['FOLLOW', alice, [bob]]])
        isTold(carol, [])

        when:
        def tea = community(carol)
        join(tea, alice, carol)
        assert put("/v1/communities/$tea/members/$bob").status == 200

        then: 'who joins of its own will is not told'
        isTold(alice, [['INVITATION', tea, [carol]], ['APPROVAL', alice, [carol]], ['FOLLOW', alice, [bob]]])
        learn(bob, tea)
        told(bob) == []
    }

    def 'what one does oneself is told to nobody'() {
        given:
        def fields = Api.someone()
        def alice = profile(fields)
        def hello = say(alice, "I, @$fields.handle")
        def mine = comment(hello, alice, "me too, @$fields.handle")
        def answer = comment(hello, alice, 'and', mine)
        like("posts/$hello", alice)
        def repost = post('/v1/posts', [authorId: alice, verb: 'REPOST', originalPostId: hello]).json.id

        when:
        learn(SaidNotices.OfPosts, hello, repost)
        learn(SaidNotices.OfComments, mine, answer)
        learn(ReactionNotices, hello)

        then:
        kith.rows('SELECT * FROM notification WHERE recipient_id = ?', alice as long) == []
    }

    def 'what of a kind happens to one thing is told together, newest first, until a day is over'() {
        given:
        def alice = profile()
        def friends = (1..7).collect { profile() }
        def hello = say(alice, 'hello')
        def other = say(alice, 'other')

        when:
        friends.each {
            like("posts/$hello", it)
            learn(ReactionNotices, hello)
        }
        put("/v1/posts/$hello/reactions/star/${friends[0]}")
        like("posts/$other", friends[0])
        learn(ReactionNotices, hello, other)

        then:
        told(alice) == [['REACTION', other, [friends[0]]], ['REACTION', hello, friends.reverse().take(5)]]
        timeline(alice).items*.actorsCount == [1, 7]

        when: 'another day'
        def before = timeline(alice).items.last()
        age(alice)
        def eve = profile()
        like("posts/$hello", eve)
        learn(ReactionNotices, hello)

        then:
        told(alice) == [['REACTION', hello, [eve]], ['REACTION', other, [friends[0]]], ['REACTION', hello, friends.reverse().take(5)]]
        before.actorsCount == 7
    }

    def 'of many actors a hundred are counted, and that there are more is said'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def hello = say(alice, 'hello')
        def first = (bob as long) + 1_000_000
        kith.rows('''
                INSERT INTO profile (id, user_id, handle, display_name, email, account_type)
                SELECT ? + n, 'many-' || (? + n), 'm' || (? + n), 'Many', 'many@example.org', 'REGULAR' FROM generate_series(1, 450) AS n''', first, first, first)
        kith.rows('''
                INSERT INTO reaction (item_id, kind, profile_id, id)
                SELECT ?, 'LIKE', ? + n, ? + n FROM generate_series(1, 450) AS n''', hello as long, first, first)

        when:
        learn(ReactionNotices, hello)

        then:
        with(timeline(alice).items) {
            it*.actorsCount == [100] && it*.moreActors == [true] && it[0].actors*.id == (450..446).collect { "${first + it}".toString() }
        }
        kith.rows('SELECT count(*) AS told FROM notification_entry WHERE recipient_id = ?', alice as long) == [[told: 450L]]
    }

    def 'pages neither skip nor repeat, also while what is told moves up or vanishes'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        def said = (1..9).collect { say(alice, "number $it") }
        said.each {
            like("posts/$it", bob)
            learn(ReactionNotices, it)
        }
        def expected = said.reverse()

        expect:
        pages("/v1/profiles/$alice/timelines/notifications", limit)*.subject*.id == expected

        when:
        def page = timeline(alice, '?limit=3')
        like("posts/${said[1]}", carol)
        like("posts/${said[8]}", carol)
        learn(ReactionNotices, said[1], said[8])
        unlike("posts/${said[7]}", bob)
        learn(ReactionNotices, said[7])
        def eve = say(alice, 'late')
        like("posts/$eve", bob)
        learn(ReactionNotices, eve)
        def rest = pages("/v1/profiles/$alice/timelines/notifications?cursor=$page.nextCursor", limit)

        then: 'as it was when reading began'
        (page.items + rest)*.subject*.id == expected
        timeline(alice).items*.subject*.id.toSet() == (said - said[7] + eve).toSet()

        where:
        limit << [1, 4, 200]
    }

    def 'a page is refilled where something is hidden'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        def said = (1..12).collect { n ->
            def id = say(alice, "number $n")
            like("posts/$id", n % 4 == 0 ? carol : bob)
            learn(ReactionNotices, id)
            id
        }

        when:
        block(bob, alice)

        then:
        pages("/v1/profiles/$alice/timelines/notifications", 2)*.subject*.id == [said[11], said[7], said[3]]
        timeline(alice, '?limit=1').unreadCount == 3
    }

    def 'nothing is told of who is blocked either way, muted or deleted, and all again afterwards but of the deleted'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        def hello = say(alice, 'hello')
        like("posts/$hello", bob)
        learn(ReactionNotices, hello)
        like("posts/$hello", carol)
        learn(ReactionNotices, hello)
        def theirs = comment(hello, bob, 'hi')
        learn(SaidNotices.OfComments, theirs)
        def all = [['COMMENT', hello, [bob]], ['REACTION', hello, [carol, bob]]]

        expect:
        told(alice) == all

        when:
        mute(alice, bob)

        then:
        told(alice) == [['REACTION', hello, [carol]]]
        timeline(alice).with { it.unseenCount == 1 && it.unreadCount == 1 && it.items[0].actorsCount == 1 }

        when:
        delete("/v1/profiles/$alice/mutes/$bob")

        then:
        told(alice) == all

        when:
        block(bob, alice)

        then:
        told(alice) == [['REACTION', hello, [carol]]]

        when:
        delete("/v1/profiles/$bob/blocks/$alice")
        block(alice, carol)

        then:
        told(alice) == [['COMMENT', hello, [bob]], ['REACTION', hello, [bob]]]

        when:
        delete("/v1/profiles/$bob", as(bob))

        then:
        told(alice) == []
        timeline(alice).unseenCount == 0
    }

    def 'nothing is told of what the recipient may not see any more'() {
        given:
        def fields = Api.someone()
        def alice = profile(fields)
        def (bob, carol) = [profile(), profile(private: true)]
        def tea = community(bob)
        join(tea, alice, bob)
        def inside = sayIn(tea, bob, "psst, @$fields.handle")
        learn(SaidNotices.OfPosts, inside)
        def hello = say(alice, 'hello')
        like("posts/$hello", carol)
        learn(ReactionNotices, hello)
        def hidden = comment(hello, carol, 'for my followers')
        learn(SaidNotices.OfComments, hidden)
        soon.eventually {
            assert told(alice)*.first().contains('INVITATION')
        }

        expect: 'a reaction of a private profile is seen, what it says is not'
        told(alice).findAll { it[0] != 'INVITATION' } == [['REACTION', hello, [carol]], ['MENTION', inside, [bob]]]

        when:
        patch("/v1/communities/$tea", [private: true, visible: false], as(bob))
        assert delete("/v1/communities/$tea/members/$alice", as(bob)).status == 204

        then:
        told(alice) == [['REACTION', hello, [carol]]]
    }

    def 'what is seen and read stays so, and only what comes afterwards is new'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        def (first, second) = [say(alice, 'first'), say(alice, 'second')]
        [first, second].each {
            like("posts/$it", bob)
            learn(ReactionNotices, it)
        }
        def (newer, older) = timeline(alice).items

        expect:
        see(alice, older.newestAt).with { it.unseenCount == (newer.newestAt == older.newestAt ? 0 : 1) && it.unreadCount == 2 }
        see(alice, newer.id) == [unseenCount: 0, unreadCount: 2, moreUnseen: false, moreUnread: false]
        see(alice, older.id).unseenCount == 0
        see(alice, '2001-01-01T00:00:00Z').unseenCount == 0
        timeline(alice).items*.seen == [true, true]

        when: 'one seen takes in more'
        like("posts/$first", carol)
        learn(ReactionNotices, first)

        then:
        timeline(alice).with { it.items*.id == [older.id, newer.id] && it.items*.seen == [false, true] && it.unseenCount == 1 }

        when: 'the future is not seen yet'
        see(alice, '2068-12-31T23:59:59.999+01:00')
        see(alice, "${Long.MAX_VALUE}")
        like("posts/$second", carol)
        learn(ReactionNotices, second)

        then:
        timeline(alice).unseenCount == 1

        when:
        def now = read(alice, [newer.id, older.id, older.id, '4711'])

        then:
        now == [unseenCount: 0, unreadCount: 0, moreUnseen: false, moreUnread: false]
        timeline(alice).items.every { it.read && it.seen }

        when: 'one read takes in no more'
        def eve = profile()
        like("posts/$first", eve)
        learn(ReactionNotices, first)

        then:
        told(alice)*.last() == [[eve], [carol, bob], [carol, bob]]
        timeline(alice).with { it.items*.read == [false, true, true] && it.unreadCount == 1 && it.unseenCount == 1 }
        read(alice, []).unreadCount == 1
    }

    def 'counts end at a hundred and say so'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def posts = kith.rows('''
                INSERT INTO post (id, author_id, verb, text)
                SELECT ? + n, ?, 'POST', 'many' FROM generate_series(1, 120) AS n RETURNING id''', (say(alice, 'first') as long) + 7_000, alice as long)*.id
        kith.rows('INSERT INTO reaction (item_id, kind, profile_id, id) SELECT n, \'LIKE\', ?, n + 100000 FROM unnest(?::bigint[]) AS n', bob as long, posts as Long[])

        when:
        learn(ReactionNotices, posts*.toString() as String[])

        then:
        timeline(alice).with { it.unseenCount == 100 && it.unreadCount == 100 && it.moreUnseen && it.moreUnread && it.items.size() == 20 }

        when:
        def all = pages("/v1/profiles/$alice/timelines/notifications", 200)
        def left = read(alice, all.take(50)*.id)

        then:
        all.size() == 120
        left == [unseenCount: 70, unreadCount: 70, moreUnseen: false, moreUnread: false]
        see(alice, all[60].id).with { it.unseenCount < 70 && it.unreadCount == 70 }
    }

    def 'kinds that are switched off are neither told nor shown'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def preferences = "/v1/profiles/$alice/notification-preferences"
        def hello = say(alice, 'hello')
        like("posts/$hello", bob)
        learn(ReactionNotices, hello)

        expect:
        get(preferences).json.with { it.size() == 9 && it.values().every { on -> on } }
        told(alice) == [['REACTION', hello, [bob]]]

        when:
        def answer = put(preferences, [reaction: false, comment: false, mention: true])

        then:
        answer.status == 200 && answer.json == get(preferences, as(alice)).json
        answer.json.findAll { !it.value }.keySet() == ['reaction', 'comment'] as Set
        timeline(alice).with { it.items == [] && it.unseenCount == 0 && it.unreadCount == 0 }

        when:
        def other = say(alice, 'other')
        like("posts/$other", bob)
        def theirs = comment(other, bob, 'hi')
        learn(ReactionNotices, other)
        learn(SaidNotices.OfComments, theirs)

        then:
        kith.rows('SELECT subject_id FROM notification_entry WHERE recipient_id = ?', alice as long)*.subject_id == [hello as long]

        when:
        put(preferences, [:])

        then: 'what was told before is shown again'
        ['REACTION', hello, [bob]] in told(alice)
    }

    def 'whoever does not want comments may still be named in them'() {
        given:
        def fields = Api.someone()
        def alice = profile(fields)
        def bob = profile()
        put("/v1/profiles/$alice/notification-preferences", [comment: false])
        def hello = say(alice, 'hello')

        when:
        def naming = comment(hello, bob, "well, @$fields.handle")
        def other = comment(hello, bob, 'well')
        learn(SaidNotices.OfComments, naming, other)

        then:
        told(alice) == [['MENTION', naming, [bob]]]
    }

    def '#method of notifications #what is #status #code'() {
        given:
        def alice = profile()
        def path = "/v1/profiles/${owner == 'alice' ? alice : owner}/$route"
        def headers = viewer == 'another' ? as(profile()) : [:]

        expect:
        send(method, path, body, headers).isProblem(status, code)

        where:
        method | owner   | route                                | viewer    | body                          || status | code                | what
        'GET'  | 'alice' | 'timelines/notifications'            | 'another' | null                          || 403    | 'viewer-mismatch'   | 'by another'
        'GET'  | '4711'  | 'timelines/notifications'            | 'itself'  | null                          || 404    | 'profile-not-found' | 'of nobody'
        'GET'  | 'x'     | 'timelines/notifications'            | 'itself'  | null                          || 400    | 'malformed'         | 'of no id'
        'GET'  | 'alice' | 'timelines/notifications?limit=201'  | 'itself'  | null                          || 400    | 'malformed'         | 'with too high a limit'
        'GET'  | 'alice' | 'timelines/notifications?cursor=x'   | 'itself'  | null                          || 400    | 'bad-cursor'        | 'with a made-up cursor'
        'POST' | 'alice' | 'timelines/notifications/seen'       | 'itself'  | [upTo: 'yesterday']           || 400    | 'malformed'         | 'with no time'
        'POST' | 'alice' | 'timelines/notifications/seen'       | 'itself'  | [upTo: '9' * 30]              || 400    | 'malformed'         | 'with too great an id'
        'POST' | 'alice' | 'timelines/notifications/seen'       | 'itself'  | [:]                           || 400    | 'malformed'         | 'with nothing'
        'POST' | 'alice' | 'timelines/notifications/seen'       | 'another' | [upTo: '1']                   || 403    | 'viewer-mismatch'   | 'by another'
        'POST' | '4711'  | 'timelines/notifications/seen'       | 'itself'  | [upTo: '1']                   || 404    | 'profile-not-found' | 'of nobody'
        'POST' | 'alice' | 'timelines/notifications/read'       | 'itself'  | [ids: ['x']]                  || 400    | 'malformed'         | 'with no id'
        'POST' | 'alice' | 'timelines/notifications/read'       | 'itself'  | [ids: (1..1001)*.toString()]  || 400    | 'malformed'         | 'with too many ids'
        'POST' | 'alice' | 'timelines/notifications/read'       | 'another' | [ids: ['1']]                  || 403    | 'viewer-mismatch'   | 'by another'
        'PUT'  | 'alice' | 'notification-preferences'           | 'itself'  | [likes: false]                || 400    | 'malformed'         | 'with an unknown kind'
        'PUT'  | 'alice' | 'notification-preferences'           | 'itself'  | [mention: 'no']               || 400    | 'malformed'         | 'with no boolean'
        'PUT'  | 'alice' | 'notification-preferences'           | 'another' | [:]                           || 403    | 'viewer-mismatch'   | 'by another'
        'GET'  | '4711'  | 'notification-preferences'           | 'itself'  | null                          || 404    | 'profile-not-found' | 'of nobody'
        'GET'  | 'alice' | 'timelines/notifications/stream'     | 'another' | null                          || 403    | 'viewer-mismatch'   | 'by another'
        'GET'  | '4711'  | 'timelines/notifications/stream'     | 'itself'  | null                          || 404    | 'profile-not-found' | 'of nobody'
    }

    def 'who has nothing is told so'() {
        expect:
        timeline(profile()) == [items: [], nextCursor: null, unseenCount: 0, unreadCount: 0, moreUnseen: false, moreUnread: false]
        see(profile(), '2026-01-01T00:00:00Z').unseenCount == 0
    }

    private boolean isToldInAnyOrder(String profile, List<List> expected) {
        soon.eventually {
            assert told(profile).toSet() == expected.toSet()
        }
        told(profile).size() == expected.size()
    }

    private void learn(String member, String community) {
        bean(EdgeNotices).changed([new dev.kith.graph.EdgeChange(dev.kith.graph.EdgeCommand.Kind.INVITE, member as long, community as long, 1, null)])
    }
}
