package dev.kith.visibility

import dev.kith.Api
import dev.kith.KithSpec

import static dev.kith.Api.as

/**
 * Every surface that exists so far, asked by every kind of viewer. What is expected follows from three sentences, which are written here
 * anew and not taken from the code; the whole matrix is printed, what is expected beside what came.
 */
class VisibilityMatrixSpec extends KithSpec {

    private static final List<String> RELATIONS =
            ['none', 'follows', 'followed', 'mutual', 'requested', 'blocks', 'blocked by', 'blocks and blocked by', 'mutes', 'follows and mutes', 'no viewer']

    /** A surface shows somebody's card, or what they say and whom they know; or it brings that unasked; or it writes. */
    private static final Map<String, Closure<Boolean>> EXPECTED = [
            card   : { Case c -> !c.blocked && (c.viewer || !c.isPrivate) },
            content: { Case c -> !c.blocked && (!c.isPrivate || c.follows) },
            feed   : { Case c -> !c.blocked && c.follows && !c.mutes },
            told   : { Case c -> !c.blocked && !c.mutes },
            named  : { Case c -> !c.blocked },
            write  : { Case c -> !c.blocked },
            writeContent: { Case c -> !c.blocked && (!c.isPrivate || c.follows) }]

    private static final class Case {
        String relation
        boolean isPrivate
        String viewer
        String subject
        String third
        String handle
        String post
        String mention
        String addressed
        String tag
        String wall
        String repost
        String liked
        String passedOn
        String openPost
        String openComment
        String comment
        String reply
        String underPost
        String naming
        String community
        String open

        boolean isBlocked() {
            relation in ['blocks', 'blocked by', 'blocks and blocked by']
        }

        boolean isFollows() {
            relation in ['follows', 'mutual', 'follows and mutes']
        }

        boolean isMutes() {
            relation in ['mutes', 'follows and mutes']
        }
    }

    /** Each surface: what of the subject it shows, and whether the viewer came to see it. */
    private final Map<String, List> surfaces = [
            'profile'                        : ['card', { Case c, v -> get("/v1/profiles/$c.subject", v).status == 200 }],
            'profile by handle'              : ['card', { Case c, v -> get("/v1/profiles?handle=$c.handle", v).status == 200 }],
            "in another's followers"         : ['card', { Case c, v -> listed("/v1/profiles/$c.third/followers", c, v) }],
            "in another's following"         : ['card', { Case c, v -> listed("/v1/profiles/$c.third/following", c, v) }],
            "in another's connections"       : ['card', { Case c, v -> listed("/v1/profiles/$c.third/connections", c, v) }],
            'among the members of a community': ['card', { Case c, v -> listed("/v1/communities/$c.community/members", c, v) }],
            'posts'                          : ['content', { Case c, v -> get("/v1/profiles/$c.subject/posts", v).with { it.status == 200 && it.json.items*.id.contains(c.post) } }],
            'post'                           : ['content', { Case c, v -> get("/v1/posts/$c.post", v).status == 200 }],
            'followers'                      : ['content', { Case c, v -> get("/v1/profiles/$c.subject/followers", v).status == 200 }],
            'following'                      : ['content', { Case c, v -> get("/v1/profiles/$c.subject/following", v).status == 200 }],
            'connections'                    : ['content', { Case c, v -> get("/v1/profiles/$c.subject/connections", v).status == 200 }],
            'communities'                    : ['content', { Case c, v -> get("/v1/profiles/$c.subject/communities", v).status == 200 }],
            'follows another'                : ['content', { Case c, v -> get("/v1/profiles/$c.subject/following/$c.third", v).status == 200 }],
            'is followed by another'         : ['content', { Case c, v -> get("/v1/profiles/$c.third/following/$c.subject", v).status == 200 }],
            'path to another'                : ['content', { Case c, v -> get("/v1/profiles/$c.subject/path/$c.third", v).status == 200 }],
            'path over it'                   : ['content', { Case c, v -> get("/v1/profiles/$c.third/path/$c.open?maxDepth=2", v).status == 200 }],
            'post that mentions it'          : ['named', { Case c, v -> get("/v1/posts/$c.mention", v).status == 200 }],
            'posts addressed to another'     : ['content', { Case c, v -> get("/v1/profiles/$c.third/posts", v).json.items*.id.contains(c.wall) }],
            'posts with its hashtag'         : ['content', { Case c, v -> get("/v1/hashtags/$c.tag/posts", v).json.items*.id.contains(c.post) }],
            'its repost'                     : ['content', { Case c, v -> get("/v1/posts/$c.repost", v).status == 200 }],
            'a repost of its post'           : ['content', { Case c, v -> get("/v1/posts/$c.passedOn", v).status == 200 }],
            'its comment'                    : ['content', { Case c, v -> get("/v1/comments/$c.comment", v).status == 200 }],
            "its comment in another's thread": ['content', { Case c, v -> get("/v1/posts/$c.openPost/comments", v).json.items*.id.contains(c.comment) }],
            'a reply to its comment'         : ['content', { Case c, v -> get("/v1/comments/$c.reply", v).status == 200 }],
            'replies to its comment'         : ['content', { Case c, v -> get("/v1/posts/$c.openPost/comments?parentCommentId=$c.comment", v).json.items*.id.contains(c.reply) }],
            'comments on its post'           : ['content', { Case c, v -> get("/v1/posts/$c.post/comments", v).status == 200 }],
            'a comment on its post'          : ['content', { Case c, v -> get("/v1/comments/$c.underPost", v).status == 200 }],
            'comment that mentions it'       : ['named', { Case c, v -> get("/v1/comments/$c.naming", v).status == 200 }],
            'its reaction to a post'         : ['card', { Case c, v -> listed("/v1/posts/$c.openPost/reactions", c, v) }],
            'its reaction to a comment'      : ['card', { Case c, v -> listed("/v1/comments/$c.openComment/reactions", c, v) }],
            'reactions to its post'          : ['content', { Case c, v -> get("/v1/posts/$c.post/reactions", v).status == 200 }],
            'reactions to its comment'       : ['content', { Case c, v -> get("/v1/comments/$c.comment/reactions", v).status == 200 }],
            'post addressed to it'           : ['named', { Case c, v -> get("/v1/posts/$c.addressed", v).status == 200 }]]

    private final Map<String, List> ofViewers = [
            'user of the connections module': ['card', { Case c, v -> get("/api/v1/users/$c.subject", v).status == 200 }],
            "in another's connections there": ['card', { Case c, v -> get("/api/v1/users/$c.third/connections", v).json._data*.id.contains(c.subject) }],
            'its connections there'  : ['content', { Case c, v -> get("/api/v1/users/$c.subject/connections", v).status == 200 }],
            'look-up of its follows' : ['content', { Case c, v -> relationship(c.subject, c.third, v).following }],
            'known followers'        : ['content', { Case c, v -> get("/v1/profiles/$c.subject/known-followers", v).status == 200 }],
            'home timeline'          : ['feed', { Case c, v -> get("/v1/profiles/$c.viewer/timelines/home", v).json.items*.id.contains(c.post) }],
            'told of its reaction'   : ['told', { Case c, v -> get("/v1/profiles/$c.viewer/timelines/notifications", v).json.items*.subject*.id.contains(c.liked) }],
            'address a post to it'   : ['write', { Case c, v -> post('/v1/posts', [authorId: c.viewer, verb: 'POST', text: 'x', target: [kind: 'PROFILE', id: c.subject]], v).status == 201 }],
            'mention it'             : ['write', { Case c, v -> post('/v1/posts', [authorId: c.viewer, verb: 'POST', text: "@$c.handle".toString()], v).json.mentions*.id == [c.subject] }],
            'comment on its post'    : ['writeContent', { Case c, v -> post("/v1/posts/$c.post/comments", [authorId: c.viewer, text: 'x'], v).status == 201 }],
            'answer its comment'     : ['writeContent', { Case c, v -> post("/v1/posts/$c.openPost/comments", [authorId: c.viewer, text: 'x', parentCommentId: c.comment], v).status == 201 }],
            'mention it in a comment': ['write', { Case c, v -> post("/v1/posts/$c.openPost/comments", [authorId: c.viewer, text: "@$c.handle".toString()], v).json.mentions*.id == [c.subject] }],
            'like its post'          : ['writeContent', { Case c, v -> put("/v1/posts/$c.post/reactions/like/$c.viewer", null, v).status == 200 }],
            'star its comment'       : ['writeContent', { Case c, v -> put("/v1/comments/$c.comment/reactions/star/$c.viewer", null, v).status == 200 }],
            'repost its post'        : ['writeContent', { Case c, v -> post('/v1/posts', [authorId: c.viewer, verb: 'REPOST', originalPostId: c.post], v).status == 201 }],
            'take it into a community': ['write', { Case c, v -> put("/v1/communities/${community(c.viewer)}/members/$c.subject", null, v).status == 200 }],
            'connect with it'        : ['write', { Case c, v -> put("/v1/profiles/$c.viewer/connections/$c.subject", null, v).status == 200 }],
            'follow it'              : ['write', { Case c, v -> put("/v1/profiles/$c.viewer/following/$c.subject", null, v).status == 200 }]]

    private static final List<List> PRINTED = Collections.synchronizedList([])

    def cleanupSpec() {
        println PRINTED.sort().collect { it.join(' | ') }.join('\n')
    }

    def 'a #privacy profile shows on every surface what it should to a viewer: #relation'() {
        given:
        def c = arrange(relation, privacy == 'private')
        def headers = c.viewer ? as(c.viewer) : [:]

        when:
        def matrix = (surfaces + (c.viewer ? ofViewers : [:])).collect { surface, row ->
            [surface: surface, expected: EXPECTED[row[0]](c), actual: row[1](c, headers)]
        }
        matrix.each { PRINTED << ['visibility', privacy, relation, it.surface, "expected ${word(it.expected)}", "came ${word(it.actual)}"]*.toString() }

        then:
        matrix.findAll { it.expected != it.actual } == []

        where:
        [privacy, relation] << [['public', 'private'], RELATIONS].combinations().findAll { it != ['public', 'requested'] }
    }

    def 'a community that is #switches shows on every surface what it should to #viewer'() {
        given:
        def (admin, author, closed) = [profile(), profile(), profile(private: true)]
        def id = community(admin, [private: switches.contains('private'), visible: !switches.contains('hidden')])
        [author, closed].each { join(id, it, admin) }
        def looking = viewer == 'no viewer' ? null : viewer == 'the admin' ? admin : profile()
        if (viewer.startsWith('a member')) {
            join(id, looking, admin)
        }
        def posts = [open: sayIn(id, author, 'open'), closed: sayIn(id, closed, 'closed')]
        switch (viewer) {
            case 'a member who blocks the author': block(looking, author); break
            case 'a member whom the author blocks': block(author, looking); break
            case 'a member who mutes the author': mute(looking, author); break
            case 'a stranger who follows the author': follow(looking, author); break
        }
        def v = looking ? as(looking) : [:]
        def member = viewer == 'the admin' || viewer.startsWith('a member')
        def visible = member || !switches.contains('hidden')
        def inside = visible && (member || !switches.contains('private'))
        def blocked = viewer.contains('block')

        when:
        def matrix = [
                ['community', visible, get("/v1/communities/$id", v).status == 200],
                ['list of communities', visible, get('/v1/communities?limit=100', v).json.items*.id.contains(id)],
                ['topics', visible, get("/v1/communities/$id/topics", v).status == 200],
                ['members', inside, get("/v1/communities/$id/members", v).status == 200],
                ['posts', inside, get("/v1/communities/$id/posts", v).status == 200],
                ['a post in it', inside && !blocked, get("/v1/posts/$posts.open", v).status == 200],
                ["a private profile's post in it", member, get("/v1/posts/$posts.closed", v).status == 200],
                ["among its author's posts", inside && !blocked, get("/v1/profiles/$author/posts", v).with { it.status == 200 && it.json.items*.id.contains(posts.open) }],
                ["among its author's communities", inside && !blocked, get("/v1/profiles/$author/communities", v).with { it.status == 200 && it.json.items*.community*.id.contains(id) }]]
        if (looking) {
            def home = get("/v1/profiles/$looking/timelines/home", v).json.items*.id
            matrix += [
                    ['home timeline', (member || (inside && viewer.contains('follows'))) && !blocked && !viewer.contains('mutes'), home.contains(posts.open)],
                    ["a private profile's post in the home timeline", member, home.contains(posts.closed)],
                    ['post in it', member, post('/v1/posts', [authorId: looking, verb: 'POST', text: 'x', target: [kind: 'COMMUNITY', id: id]], v).status == 201],
                    ['join it', visible, put("/v1/communities/$id/members/$looking", null, v).status == 200]]
        }
        matrix.each { PRINTED << ['visibility', "$switches community", viewer, it[0], "expected ${word(it[1])}", "came ${word(it[2])}"]*.toString() }

        then:
        matrix.findAll { it[1] != it[2] } == []

        where:
        [switches, viewer] << [['open', 'private', 'hidden', 'hidden private'],
                                ['no viewer', 'a stranger', 'a stranger who follows the author', 'a member', 'the admin', 'a member who blocks the author',
                                 'a member whom the author blocks', 'a member who mutes the author']].combinations()
    }

    /** Everybody knows everybody else before the viewer comes in; blocks and mutes come last. */
    private Case arrange(String relation, boolean isPrivate) {
        def fields = Api.someone(private: isPrivate)
        def subject = profile(fields)
        def (third, open) = [profile(), profile()]
        follow(subject, third)
        follow(subject, open)
        follow(third, subject)
        approve(subject, third, isPrivate)
        connect(subject, third)
        def tea = community(third)
        join(tea, subject, third)
        def c = new Case(relation: relation, isPrivate: isPrivate, subject: subject, third: third, open: open, handle: fields.handle, community: tea,
                post: say(subject, "hello #tag$subject"), tag: "tag$subject", mention: say(third, "look, @$fields.handle"),
                addressed: post('/v1/posts', [authorId: third, verb: 'POST', text: 'x', target: [kind: 'PROFILE', id: subject]]).json.id)
        arrangeContent(c)
        if (relation == 'no viewer') {
            return c
        }
        c.viewer = profile()
        c.liked = say(c.viewer, 'mine')
        like("posts/$c.liked", subject)
        kith.server.applicationContext.getBean(Class.forName('dev.kith.notification.ReactionNotices')).changed([c.liked as long])
        if (c.follows || relation == 'requested') {
            follow(c.viewer, subject)
            approve(subject, c.viewer, isPrivate && c.follows)
        }
        if (relation in ['followed', 'mutual']) {
            follow(subject, c.viewer)
        }
        if (c.mutes) {
            mute(c.viewer, subject)
        }
        if (relation.startsWith('blocks')) {
            block(c.viewer, subject)
        }
        if (relation.endsWith('blocked by')) {
            block(subject, c.viewer)
        }
        c
    }

    private void arrangeContent(Case c) {
        c.wall = post('/v1/posts', [authorId: c.subject, verb: 'POST', text: 'x', target: [kind: 'PROFILE', id: c.third]]).json.id
        c.openPost = say(c.open, 'open')
        c.openComment = comment(c.openPost, c.open, 'open')
        c.comment = comment(c.openPost, c.subject, 'mine')
        c.reply = comment(c.openPost, c.third, 'well', c.comment)
        c.naming = comment(c.openPost, c.third, "hello @$c.handle")
        c.underPost = comment(c.post, c.third, 'nice')
        c.repost = repost(c.subject, c.openPost)
        c.passedOn = repost(c.third, c.post)
        like("posts/$c.openPost", c.subject)
        like("comments/$c.openComment", c.subject)
    }

    private String repost(String author, String original) {
        def answer = post('/v1/posts', [authorId: author, verb: 'REPOST', originalPostId: original])
        assert answer.status == 201: answer
        answer.json.id
    }

    private void approve(String followee, String requester, boolean needed) {
        if (needed) {
            assert post("/v1/profiles/$followee/follow-requests/$requester/approve", null).status == 200
        }
    }

    private boolean listed(String path, Case c, Map<String, String> viewer) {
        get(path, viewer).json.items*.profile*.id.contains(c.subject)
    }

    private static String word(boolean shown) {
        shown ? 'shown' : 'hidden'
    }
}
