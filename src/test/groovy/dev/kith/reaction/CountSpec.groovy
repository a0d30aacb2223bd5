package dev.kith.reaction

import dev.kith.Api
import dev.kith.KithSpec
import spock.lang.Isolated

import static dev.kith.Api.as
import static dev.kith.Concurrently.all

/** Many at one post at the same time. Alone: a thousand callers leave no connection to others. */
@Isolated
class CountSpec extends KithSpec {

    private static final long SEED = Long.getLong('kith.seed', System.nanoTime())

    def 'after a thousand likes, unlikes and comments at once the counts equal the rows'() {
        given:
        println "seed $SEED"
        def random = new Random(SEED)
        def fans = (1..40).collect { profile() }
        def hello = say(fans[0], 'hello')
        def works = (1..1000).collect {
            def fan = fans[random.nextInt(fans.size())]
            switch (random.nextInt(8)) {
                case 0..3: return { patiently { put("/v1/posts/$hello/reactions/like/$fan") } }
                case 4..5: return { patiently { delete("/v1/posts/$hello/reactions/like/$fan") } }
                case 6: return { patiently { put("/v1/posts/$hello/reactions/star/$fan") } }
                default:
                    def key = ['Idempotency-Key': UUID.randomUUID().toString()]
                    return { patiently { post("/v1/posts/$hello/comments", [authorId: fan, text: 'x'], key) } }
            }
        }

        when:
        def answers = all(works)

        then:
        answers.every { it.status in [200, 201, 204] }
        equalsRows(hello)

        and: 'counted anew, they are the same, in one slot'
        kith.server.applicationContext.getBean(Recount).recount(hello as long)
        equalsRows(hello)
        kith.rows('SELECT * FROM item_count WHERE item_id = ?', hello as long).size() == 1
    }

    def 'while some count others count anew, and nothing is lost'() {
        given:
        def fans = (1..30).collect { profile() }
        def hello = say(fans[0], 'hello')
        def recount = kith.server.applicationContext.getBean(Recount)
        def works = fans.collectMany { fan ->
            [{ put("/v1/posts/$hello/reactions/like/$fan").status },
             { put("/v1/posts/$hello/reactions/star/$fan").status },
             { recount.recount(hello as long) ? 200 : 500 }]
        }

        expect:
        all(works).every { it == 200 }
        get("/v1/posts/$hello").json.reactions == [likes: 30, unlikes: 0, stars: 30, shares: 0, comments: 0]
        equalsRows(hello)
    }

    def 'a count that is wrong is mended'() {
        given:
        def alice = profile()
        def hello = say(alice, 'hello')
        like("posts/$hello", alice)
        kith.rows('UPDATE item_count SET likes = 7, comments = 3 WHERE item_id = ?', hello as long)

        expect:
        get("/v1/posts/$hello").json.reactions.likes == 7
        !kith.server.applicationContext.getBean(Recount).recount(hello as long)
        get("/v1/posts/$hello").json.reactions == [likes: 1, unlikes: 0, stars: 0, shares: 0, comments: 0]
    }

    /** As a caller does who is told to come again. */
    private static Api.Answer patiently(Closure<Api.Answer> call) {
        def answer = call()
        while (answer.status == 503) {
            sleep(1_000 * (answer.header('retry-after') as int))
            answer = call()
        }
        answer
    }

    private boolean equalsRows(String post) {
        def rows = kith.rows('''
                SELECT count(*) FILTER (WHERE kind = 'LIKE' AND NOT withdrawn) AS likes, count(*) FILTER (WHERE withdrawn) AS unlikes,
                    count(*) FILTER (WHERE kind = 'STAR') AS stars, 0 AS shares,
                    (SELECT count(*) FROM comment WHERE post_id = ? AND deleted_at IS NULL) AS comments
                FROM reaction WHERE item_id = ?''', post as long, post as long)[0]
        def shown = get("/v1/posts/$post", as(profile())).json.reactions
        assert shown == rows.collectEntries { name, count -> [name, count as int] }
        true
    }
}
