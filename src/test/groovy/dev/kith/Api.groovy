package dev.kith

import groovy.json.JsonOutput
import groovy.json.JsonSlurper

import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration
import java.util.concurrent.atomic.AtomicInteger

/** Speaks to a service as another service would. */
class Api {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build()
    private static final AtomicInteger NAMES = new AtomicInteger()

    final URI url

    Api(URI url) {
        this.url = url
    }

    /** What came back; {@code json} reads the body as such. */
    static class Answer {
        final int status
        final String body
        final Map<String, List<String>> headers

        Answer(HttpResponse<String> response) {
            status = response.statusCode()
            body = response.body()
            headers = response.headers().map()
        }

        def getJson() {
            new JsonSlurper().parseText(body)
        }

        String header(String name) {
            headers.find { it.key.equalsIgnoreCase(name) }?.value?.first()
        }

        /** Whether it is a problem of this status and code, whole and without a leak. */
        boolean isProblem(int expectedStatus, String code) {
            assert status == expectedStatus: this
            assert header('content-type') == 'application/problem+json'
            assert json.code == code && json.type == "/problems/$code" && json.status == status
            assert json.title && json.detail && json.instance?.startsWith('/') && json.traceId ==~ /[0-9a-f]{32}/
            assert !(body =~ /(?i)exception|select |insert |match \(|dev\.kith|at java/)
            true
        }

        List<String> getViolatedFields() {
            json.violations*.field
        }

        @Override
        String toString() {
            "$status $body"
        }
    }

    Answer get(String path, Map<String, String> headers = [:]) {
        send('GET', path, null, headers)
    }

    Answer post(String path, Object body, Map<String, String> headers = [:]) {
        send('POST', path, body, headers)
    }

    Answer put(String path, Object body = null, Map<String, String> headers = [:]) {
        send('PUT', path, body, headers)
    }

    Answer patch(String path, Object body, Map<String, String> headers = [:]) {
        send('PATCH', path, body, headers)
    }

    Answer delete(String path, Map<String, String> headers = [:]) {
        send('DELETE', path, null, headers)
    }

    /** A body that is not yet text is sent as JSON. */
    Answer send(String method, String path, Object body, Map<String, String> headers = [:]) {
        def text = body == null || body instanceof CharSequence ? body?.toString() : JsonOutput.toJson(body)
        def request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text))
        if (text != null && !headers.keySet()*.toLowerCase().contains('content-type')) {
            request.header('Content-Type', 'application/json')
        }
        headers.each { name, value -> request.header(name, value) }
        new Answer(HTTP.send(request.build(), BodyHandlers.ofString()))
    }

    /** The header that names the viewer. */
    static Map<String, String> as(String profileId) {
        ['X-Viewer-Id': profileId]
    }

    /** A profile nobody else has, as it would be asked for. */
    static Map<String, Object> someone(Map<String, Object> fields = [:]) {
        def name = "someone_${NAMES.incrementAndGet()}".toString()
        [userId: name, handle: name, displayName: "Some One", email: "${name}@example.org".toString(), accountType: 'REGULAR'] + fields
    }

    /** Creates a profile; answers its id. */
    String profile(Map<String, Object> fields = [:]) {
        def answer = post('/v1/profiles', someone(fields))
        assert answer.status == 201: answer
        answer.json.id
    }

    /** Posts as an author; answers the post's id. */
    String say(String author, String text) {
        def answer = post('/v1/posts', [authorId: author, verb: 'POST', text: text])
        assert answer.status == 201: answer
        answer.json.id
    }

    void follow(String follower, String followee) {
        def answer = put("/v1/profiles/$follower/following/$followee")
        assert answer.status == 200: answer
    }

    void block(String blocker, String blocked) {
        def answer = put("/v1/profiles/$blocker/blocks/$blocked")
        assert answer.status == 200: answer
    }

    void mute(String muter, String muted) {
        def answer = put("/v1/profiles/$muter/mutes/$muted")
        assert answer.status == 200: answer
    }

    void connect(String one, String other) {
        def answer = put("/v1/profiles/$one/connections/$other")
        assert answer.status == 200: answer
    }

    /** Founds a community; answers its id. */
    String community(String admin, Map<String, Object> fields = [:]) {
        def answer = post('/v1/communities', [adminId: admin, name: 'Mad tea party'] + fields)
        assert answer.status == 201: answer
        answer.json.id
    }

    /** Takes a profile into a community, as its admin can. */
    void join(String community, String member, String admin) {
        def answer = put("/v1/communities/$community/members/$member", null, as(admin))
        assert answer.status == 200: answer
    }

    /** Posts in a community; answers the post's id. */
    String sayIn(String community, String author, String text) {
        def answer = post('/v1/posts', [authorId: author, verb: 'POST', text: text, target: [kind: 'COMMUNITY', id: community]])
        assert answer.status == 201: answer
        answer.json.id
    }

    /** Says something to a post, or to a comment of it; answers the comment's id. */
    String comment(String post, String author, String text, String parent = null) {
        def answer = this.post("/v1/posts/$post/comments", [authorId: author, text: text] + (parent ? [parentCommentId: parent] : [:]))
        assert answer.status == 201: answer
        answer.json.id
    }

    void like(String item, String profile) {
        def answer = put("/v1/$item/reactions/like/$profile")
        assert answer.status == 200: answer
    }

    /** How one profile stands to another, as a service is told that asks for the first. */
    Map relationship(String source, String target, Map<String, String> headers = [:]) {
        def answer = post('/v1/relationships/lookup', [sourceIds: [source], targetIds: [target]], headers)
        assert answer.status == 200 && answer.json.items.size() == 1: answer
        answer.json.items[0]
    }

    /** All items of a list, page by page, each page checked against the rules of paging. */
    List pages(String path, int limit, Map<String, String> headers = [:]) {
        def items = []
        def next = path + (path.contains('?') ? '&' : '?') + "limit=$limit"
        while (next) {
            def answer = get(next, headers)
            assert answer.status == 200: answer
            def cursor = answer.json.nextCursor
            assert answer.json.containsKey('nextCursor')
            assert cursor == null || answer.json.items.size() == limit: 'a short page happens only at the end'
            assert (answer.header('link') != null) == (cursor != null)
            items.addAll(answer.json.items)
            next = cursor ? (answer.header('link') =~ /^<([^>]+)>; rel="next"$/)[0][1] : null
        }
        items
    }
}
