package dev.kith.console

import dev.kith.Api
import dev.kith.KithSpec
import dev.kith.events.Family
import dev.kith.reconcile.Divergences
import dev.kith.reconcile.Place
import dev.kith.web.Problem
import io.micronaut.http.HttpMethod
import io.micronaut.http.annotation.Filter
import io.micronaut.http.simple.SimpleHttpRequest
import io.micronaut.inject.qualifiers.Qualifiers
import io.micronaut.views.ViewsFilter
import software.amazon.awssdk.services.sqs.SqsClient
import spock.lang.Shared
import spock.util.concurrent.PollingConditions

class ConsoleSpec extends KithSpec {

    private static final String HOSTILE = '"><script>alert(1)</script>'

    @Shared
    String origin = "http://127.0.0.1:${kith.server.port}"

    def soon = new PollingConditions(timeout: 30)

    /** Sends a form as a page of the console does. */
    private Api.Answer form(String path, Map<String, String> fields = [:], Map<String, String> headers = [:]) {
        def body = fields.collect { "${it.key}=${URLEncoder.encode(it.value, 'UTF-8')}" }.join('&')
        send('POST', path, body, ['Content-Type': 'application/x-www-form-urlencoded', Origin: origin, 'Sec-Fetch-Site': 'same-origin'] + headers)
    }

    def 'a page is HTML that nothing from elsewhere takes part in'() {
        given:
        def page = get(path)

        expect:
        page.status == 200
        page.header('content-type') == 'text/html'
        page.header('cache-control') == 'no-store'
        page.header('x-content-type-options') == 'nosniff'
        page.header('content-security-policy').split('; ').toList().containsAll(["default-src 'self'", "frame-ancestors 'none'", "form-action 'self'"])
        !(page.body =~ /<style|<script>| on\w+=| style=|javascript:/)

        and:
        def parts = (page.body =~ /(?:src|href)="([^"#]+)"/).collect { it[1] }.unique()
        parts.every { it.startsWith('/console') }
        parts.findAll { it =~ /\/(?:assets|lib)\// }.with { it.size() >= 4 && it.every { get(it).status == 200 } }

        where:
        path << ['/console', '/console/audits', '/console/audits/reach_of_profile', '/console/batches', '/console/dead-letters', '/console/dead-letters/mentions']
    }

    def 'the overview says in how much the stores differ, and where'() {
        given:
        def divergences = kith.server.applicationContext.getBean(Divergences)
        def compared = post('/v1/reconciliations', [places: ['COMMUNITIES']])

        when:
        soon.eventually {
            assert get("/v1/reconciliations/$compared.json.id").json.state == 'COMPLETED'
        }
        divergences.sample()
        def last = divergences.last()
        def page = get('/console').body

        then:
        last*.place().contains(Place.COMMUNITIES)
        def figure = (page =~ /(?s)is-figure-(\w*)">\s*<span class="figure-value">([\d,]+)<\/span>\s*<span class="muted">Differences between the stores([^<]*)</)[0]
        figure[2].replace(',', '') as long == last*.divergent().sum()
        figure[1] == (last*.divergent().sum() == 0 ? 'up' : 'down')
        figure[3] == (last*.divergent().sum() == 0 ? '' : ': ' + last.findAll { it.divergent() > 0 }*.place()*.label().join(', '))
    }

    def 'no other request passes the filter of the library of views'() {
        given:
        def context = kith.server.applicationContext

        expect:
        context.getBeanDefinitions(Qualifiers.byStereotype(Filter))*.beanType.findAll { ViewsFilter.isAssignableFrom(it) } == [ConsoleViews]
        context.getBeanDefinition(ConsoleViews).stringValues(Filter) == ['(?s)/console(/.*)?'] as String[]
    }

    def 'htmx gets the part that changes'() {
        given:
        def part = get('/console', ['HX-Request': 'true'])

        expect:
        part.status == 200
        part.body.contains('neo4j') && !part.body.contains('<html')
        part.header('vary') == 'HX-Request'
    }

    def 'what fails at #path is told to people'() {
        given:
        def answer = get(path)

        expect:
        answer.status == status
        answer.header('content-type') == 'text/html'
        answer.header('cache-control') == 'no-store'
        answer.header('content-security-policy')
        answer.body.contains("<h1>$title</h1>") && answer.body.contains(answer.header('x-trace-id'))

        where:
        path                                         || status | title
        '/console/nothing'                           || 404    | 'Not Found'
        '/console/assets/nothing.js'                 || 404    | 'Not Found'
        '/console/lib/htmx/%2e%2e/%2e%2e/nothing'    || 404    | 'Not Found'
        '/console/audits/nothing'                    || 404    | 'Not Found'
        '/console/audit-runs/4711'                   || 404    | 'Not Found'
        '/console/audit-runs/me'                     || 400    | 'Bad Request'
        '/console/batches/4711'                      || 404    | 'Not Found'
        '/console/batches/me/cancel'                 || 400    | 'Bad Request'
        '/console/dead-letters/nothing'              || 404    | 'Not Found'
    }

    def 'what others wrote is text, wherever it stands'() {
        expect:
        def answer = get("/console/audits/${URLEncoder.encode(HOSTILE, 'UTF-8').replace('+', '%20')}")
        answer.status == 404
        answer.body.contains('&lt;script&gt;') && !answer.body.contains('<script>alert')

        and:
        def refused = form('/console/audits/reach_of_profile/runs', [profile: HOSTILE])
        refused.status == 400
        refused.body.contains('must be') && refused.body.contains('&lt;script&gt;') && !refused.body.contains('<script>alert')
    }

    def 'a dead letter is shown as text, with its reason, and redriven after it was said what that does'() {
        given: 'a message that will never do'
        def path = '/console/dead-letters/mentions'
        def letters = { get('/v1/dead-letters/mentions').json.items.findAll { it.message.contains('<script>') } }
        send(Family.MENTIONS, HOSTILE)
        soon.eventually {
            assert letters()
        }
        def id = letters()[0].id

        when:
        def page = get(path)
        def confirm = get("$path/redrive?id=$id")
        def all = get("$path/redrive")

        then:
        page.body.contains('&lt;script&gt;') && !page.body.contains('<script>alert') && page.body.contains('not a claim check')
        confirm.body.contains('1 message would go through the queue again.') && confirm.body.contains('not a claim check')
        all.body =~ /\d+ messages? would go/
        letters()*.id.contains(id)

        when:
        def done = form("$path/redrive", [id: id])

        then: 'it dies again, under another id'
        done.status == 303 && done.header('location') == "$path?redriven=1&missing=0"
        get(done.header('location')).body.contains('1 message was sent again.')
        get("$path/redrive?id=$id").body.with { it.contains('0 messages would go') && !it.contains('<button') }
        soon.eventually {
            assert letters().any { it.id != id }
        }

        cleanup:
        form("$path/redrive")
    }

    def 'an audit is made by a form, and shown, plotted, drawn and handed out'() {
        given:
        def (alice, bob) = (1..2).collect { profile() }
        follow(bob, alice)

        when:
        def made = form('/console/audits/reach_of_profile/runs', [profile: alice])
        def run = get(made.header('location'))

        then:
        made.status == 303
        run.status == 200 && run.body.contains('steps') && run.body.contains("profile = $alice")
        get("${made.header('location')}/rows.csv").with { it.body == 'steps,profiles,new\r\n1,1,true\r\n2,0,true\r\n' && it.header('content-disposition').startsWith('attachment') }
        get("${made.header('location')}/rows.json").json.params == [profile: alice]
        get("${made.header('location')}/graph").json.keySet() == ['nodes', 'edges', 'truncated'] as Set
        get('/console/audits/reach_of_profile').body.with { it.contains(made.header('location')) && it.contains('<rect') }
    }

    def 'a batch says what becomes of it, and is retried or cancelled after it was said what that does'() {
        given:
        def (alice, bob, carol) = (1..3).collect { profile() }
        block(alice, carol)
        def id = post('/v1/batches/follows', [sourceId: alice, targetIds: [bob, carol]]).json.id
        soon.eventually {
            assert get("/v1/batches/$id").json.state == 'COMPLETED'
        }
        def path = "/console/batches/$id"

        expect:
        get('/console/batches').body.contains(path)
        get(path).body.with { it.contains('2 of 2') && it.contains('The source blocks the target.') && !it.contains("$path/retry") }
        get("$path?outcome=blocked").body.with { it.contains(carol) && !it.contains(bob) }
        get("$path?outcome=nothing").status == 400
        get("$path/retry").body.with { it.contains('0 pairs that failed would be tried again.') && !it.contains('<button') }
        get("$path/cancel").body.contains('There is nothing to cancel')
        form("$path/cancel").with { it.status == 409 && it.body.contains('All of this batch is done.') }
        form("$path/retry").with { it.status == 303 && it.header('location') == path }

        when: 'a pair failed'
        kith.rows("UPDATE batch_slice SET outcomes = replace(outcomes, 'b', 'f') WHERE batch_id = ?", id as long)

        then:
        get("$path/retry").body.with { it.contains('1 pair that failed would be tried again.') && it.contains('1 other stays as it is.') }
        get(path).body.contains("$path/retry")
        form("$path/retry").status == 303
        soon.eventually {
            assert get("/v1/batches/$id").json.outcomes.subMap('created', 'blocked', 'failed') == [created: 1, blocked: 1, failed: 0]
        }
    }

    def 'only a page of the console can have it change something: #headers'() {
        given:
        def alice = profile()
        def answer = form('/console/audits/reach_of_profile/runs', [profile: alice], headers.collectEntries { name, value -> [name, value.replace('HERE', origin)] })

        expect:
        answer.status == 403
        !get('/console/audits/reach_of_profile').body.contains(alice)

        where:
        headers << [[Origin: 'http://evil.example'], [Origin: 'null'], [Origin: 'HERE.evil.example'], [Origin: 'http://127.0.0.1:1'],
                    ['Sec-Fetch-Site': 'cross-site'], ['Sec-Fetch-Site': 'same-site'], ['Sec-Fetch-Site': 'none']]
    }

    def 'a guard lets a #method of #fields on to where it changes something: #isLet'() {
        given:
        def guard = new ConsoleGuard(new ConsoleConfiguration(true, null, null, ['kith.example']))

        expect:
        (admitted(guard, '127.0.0.1', 'kith.example', fields, HttpMethod.valueOf(method)) == 200) == isLet

        where:
        method   | fields                                                                    || isLet
        'POST'   | [Origin: 'https://kith.example', 'Sec-Fetch-Site': 'same-origin']          || true
        'POST'   | [Origin: 'http://kith.example']                                            || true
        'POST'   | [:]                                                                        || false
        'POST'   | ['Sec-Fetch-Site': 'same-origin']                                          || false
        'POST'   | [Origin: 'https://kith.example', 'Sec-Fetch-Site': 'cross-site']           || false
        'POST'   | [Origin: 'https://kith.example:8443', 'Sec-Fetch-Site': 'same-origin']     || false
        'POST'   | [Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin']          || false
        'POST'   | [Origin: 'null']                                                           || false
        'DELETE' | [Origin: 'https://evil.example']                                           || false
        'GET'    | [Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site']           || true
    }

    def 'who says nothing of where it comes from changes nothing either'() {
        expect:
        send('POST', '/console/audits/self_edges/runs', '', ['Content-Type': 'application/x-www-form-urlencoded']).status == 403
    }

    def 'a caller from #from that calls #host and shows #shown is answered #status'() {
        given:
        def settings = [enabled: true, username: 'ops', password: 'of twelve and more', hosts: ['kith.example']]
        def guard = new ConsoleGuard(new ConsoleConfiguration(settings.enabled, settings.username, settings.password, settings.hosts))

        expect:
        admitted(guard, from, host, headers) == status

        where:
        from          | host             | headers                                       || status
        '127.0.0.1'   | 'localhost:8080' | [:]                                           || 200
        '127.0.0.1'   | '[::1]:8080'     | [:]                                           || 200
        '::1'         | '127.0.0.1'      | [:]                                           || 200
        '127.0.0.1'   | 'kith.example'   | [:]                                           || 200
        '127.0.0.1'   | 'KITH.example'   | [:]                                           || 200
        '127.0.0.1'   | 'evil.example'   | [:]                                           || 403
        '127.0.0.1'   | 'localhost.evil.example' | [:]                                   || 403
        '127.0.0.1'   | '127.0.0.1.evil.example' | [:]                                   || 403
        '127.0.0.1'   | null             | [:]                                           || 403
        '127.0.0.1'   | 'localhost'      | ['X-Forwarded-For': '10.0.0.7']               || 401
        '127.0.0.1'   | 'localhost'      | [Forwarded: 'for=10.0.0.7']                   || 401
        '10.0.0.7'    | 'kith.example'   | [:]                                           || 401
        '10.0.0.7'    | 'kith.example'   | [Authorization: basic('ops', 'something else')] || 401
        '10.0.0.7'    | 'kith.example'   | [Authorization: basic('op', 'of twelve and more')] || 401
        '10.0.0.7'    | 'kith.example'   | [Authorization: 'Basic ???']                  || 401
        '10.0.0.7'    | 'kith.example'   | [Authorization: 'Bearer b3BzOm9mIHR3ZWx2ZSBhbmQgbW9yZQ=='] || 401
        '10.0.0.7'    | 'kith.example'   | [Authorization: basic('ops', 'of twelve and more')] || 200
        '10.0.0.7'    | 'evil.example'   | [Authorization: basic('ops', 'of twelve and more')] || 403
        shown = headers.keySet()
    }

    def 'from elsewhere there is no console where there are no credentials, and from nowhere where it is switched off'() {
        expect:
        admitted(new ConsoleGuard(new ConsoleConfiguration(true, null, null, null)), '10.0.0.7', 'localhost', [Authorization: basic('', '')]) == 404
        admitted(new ConsoleGuard(new ConsoleConfiguration(true, null, null, null)), '127.0.0.1', 'localhost', [:]) == 200
        admitted(new ConsoleGuard(new ConsoleConfiguration(false, null, null, null)), '127.0.0.1', 'localhost', [:]) == 404
    }

    def 'it does not start with credentials that are none: #username, #password'() {
        when:
        new ConsoleConfiguration(true, username, password, null)

        then:
        thrown(IllegalArgumentException)

        where:
        username | password
        'ops'    | null
        null     | 'of twelve and more'
        ' '      | 'of twelve and more'
        'ops'    | 'too short'
    }

    def 'who passes something on for somebody else is asked for credentials over the wire too, and whatever the path is written as'() {
        expect: 'this service has none to ask for'
        get(path, ['X-Forwarded-For': '10.0.0.7']).status == 404

        where:
        path << ['/console', '/console/', '/%63onsole', '/console/audits', '/consol%65/audits', '/console/assets/console.css', '/./console', '/console;a=b', '/v1/../console',
                '/console/%0A', '/console/audits%0D%0A/x']
    }

    def 'what only a socket can send gets nothing either: #path of #host'() {
        given:
        def socket = new Socket('127.0.0.1', kith.server.port)
        socket.outputStream << "GET $path HTTP/1.1\r\nHost: $host\r\n$header\r\nConnection: close\r\n\r\n"
        def answer = socket.inputStream.text

        expect:
        answer.startsWith("HTTP/1.1 $status") && !answer.contains('neo4j')

        cleanup:
        socket.close()

        where:
        path                        | host           | header                      || status
        '/console'                  | 'evil.example' | 'Accept: text/html'         || 403
        '//console'                 | 'localhost'    | 'X-Forwarded-For: 10.0.0.7' || 404
        'http://localhost/console'  | 'localhost'    | 'X-Forwarded-For: 10.0.0.7' || 404
        '/v1/../console'            | 'localhost'    | 'X-Forwarded-For: 10.0.0.7' || 404
    }

    private static String basic(String username, String password) {
        'Basic ' + "$username:$password".bytes.encodeBase64()
    }

    /** With what a guard answers; 200 where it lets the request on. */
    private int admitted(ConsoleGuard guard, String from, String host, Map<String, String> headers, HttpMethod method = HttpMethod.GET) {
        def request = new SimpleHttpRequest<Object>(method, '/console', null) {
            @Override
            InetSocketAddress getRemoteAddress() {
                new InetSocketAddress(InetAddress.getByName(from), 50_000)
            }
        }
        (headers + (host ? [Host: host] : [:])).each { name, value -> request.headers.add(name, value) }
        try {
            guard.admit(request)
            200
        } catch (Problem problem) {
            problem.status().code
        }
    }

    private void send(Family family, String message) {
        def sqs = kith.server.applicationContext.getBean(SqsClient)
        def url = sqs.listQueues {}.queueUrls().find { it.endsWith("-${family.label()}") }
        sqs.sendMessage { it.queueUrl(url).messageBody(message) }
    }
}
