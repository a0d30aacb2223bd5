package dev.kith.console

import dev.kith.KithSpec

class ConsoleSpec extends KithSpec {

    def 'a page is HTML that nothing from elsewhere takes part in'() {
        given:
        def page = get('/console')

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
        parts.findAll { it =~ /\/(?:assets|lib)\// }.with { it.size() == 4 && it.every { get(it).status == 200 } }
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
        answer.status == 404
        answer.header('content-type') == 'text/html'
        answer.header('cache-control') == 'no-store'
        answer.header('content-security-policy')
        answer.body.contains('<h1>Not Found</h1>') && answer.body.contains(answer.header('x-trace-id'))

        where:
        path << ['/console/nothing', '/console/assets/nothing.js', '/console/lib/htmx/%2e%2e/%2e%2e/nothing']
    }
}
