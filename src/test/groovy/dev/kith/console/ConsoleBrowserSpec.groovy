package dev.kith.console

import dev.kith.Api
import dev.kith.KithSpec
import dev.kith.events.Family
import dev.kith.imports.Ldbc
import dev.kith.imports.SharedData
import org.neo4j.driver.Driver
import software.amazon.awssdk.services.sqs.SqsClient
import spock.lang.Requires
import spock.lang.ResourceLock
import spock.lang.Shared
import spock.util.concurrent.PollingConditions

@Requires(value = { Browser.isThere() }, reason = Browser.MISSING)
@ResourceLock(Browser.ALONE)
class ConsoleBrowserSpec extends KithSpec {

    @Shared
    Api service = new Api(kith.server.URI)

    @Shared
    String alice

    @Shared
    List<String> others

    @Shared
    String batch

    def soon = new PollingConditions(timeout: 60)

    /** Beside the real network, where that is here, a few of our own: of that none of us changes an edge. */
    def setupSpec() {
        if (SharedData.has(SharedData.LDBC)) {
            Ldbc.imported()
        }
        alice = service.profile()
        others = (1..11).collect { service.profile() }
        others[0..9].each { service.follow(it, alice) }
        service.block(others[10], alice)
        make('top_authors')
        2.times { make('reach_of_profile', [profile: alice]) }
        batch = service.post('/v1/batches/follows', [sourceId: others[0], targetIds: others[1..10]]).json.id
    }

    /** Makes an audit as soon as there is room. */
    private void make(String audit, Map params = [:]) {
        new PollingConditions(timeout: 60).eventually {
            assert service.post("/v1/audits/$audit/runs", [params: params]).status == 201
        }
    }

    def 'every page is there for everybody: #path'() {
        given:
        def visit = Browser.running().visit(url)

        when: 'in light, in dark, and on a telephone'
        visit.open(path.replace('RUN', newest('top_authors')).replace('BATCH', batch))
        if (path.contains('RUN')) {
            visit.page.waitForFunction("() => Number(document.querySelector('.graph').dataset.drawn) > 0")
        }
        def barriers = visit.everyWay(name)

        then:
        barriers == [light: [], dark: [], narrow: []]
        visit.clean

        cleanup:
        visit?.close()

        where:
        name                   | path
        'overview'             | '/console'
        'audits'               | '/console/audits'
        'audit'                | '/console/audits/reach_of_profile'
        'audit-run'            | '/console/audit-runs/RUN'
        'batches'              | '/console/batches'
        'batch'                | '/console/batches/BATCH'
        'batch-cancel'         | '/console/batches/BATCH/cancel'
        'dead-letters'         | '/console/dead-letters'
        'dead-letters-family'  | '/console/dead-letters/activities'
        'dead-letters-redrive' | '/console/dead-letters/activities/redrive'
    }

    def 'an audit is found, told, made and looked at with the keyboard alone'() {
        given:
        def visit = Browser.running().visit(url)
        visit.open('/console')

        when: 'past the pages, which can be skipped, to the audit'
        visit.page.keyboard().press('Tab')
        def skip = visit.page.evaluate('() => document.activeElement.textContent')
        visit.tabTo('nav a[href="/console/audits"]')
        visit.page.keyboard().press('Enter')
        visit.page.waitForURL('**/console/audits')
        visit.tabTo('a[href="/console/audits/reach_of_profile"]')
        visit.page.keyboard().press('Enter')
        visit.page.waitForURL('**/reach_of_profile')
        visit.tabTo('#param-profile')
        visit.page.keyboard().type('me')
        visit.page.keyboard().press('Enter')
        visit.page.waitForSelector('.wrong')

        then: 'what can not be meant is shown again with the reason, which the browser notes as a failed request'
        skip == 'Skip to content'
        visit.page.inputValue('#param-profile') == 'me'
        visit.barriers == []
        visit.errors.removeIf { it.contains('400 (Bad Request)') }

        when:
        visit.tabTo('#param-profile')
        visit.page.keyboard().press('Control+a')
        visit.page.keyboard().type(alice)
        visit.tabTo('button.primary')
        visit.page.keyboard().press('Enter')
        visit.page.waitForURL('**/console/audit-runs/*')

        then:
        visit.text('table') =~ /(?s)steps.*profiles.*1.*10/
        visit.clean

        cleanup:
        visit?.close()
    }

    def 'a graph is moved through with the keyboard, and leads to who is in it'() {
        given:
        def visit = Browser.running().visit(url)
        visit.open("/console/audit-runs/${newest('top_authors')}")
        visit.page.waitForFunction("() => Number(document.querySelector('.graph').dataset.drawn) > 0")
        visit.page.evaluate("() => addEventListener('graph:open', event => { window.opened = event.detail.id; event.preventDefault() })")

        when:
        visit.tabTo('.graph')
        ['n', 'n', 'p', '+', 'ArrowLeft', 'Enter'].each { visit.page.keyboard().press(it) }

        then:
        visit.page.evaluate('() => window.opened') in get("/v1/audit-runs/${newest('top_authors')}/graph").json.nodes*.id
        visit.page.getAttribute('.graph', 'aria-label') =~ /Graph of \d+ nodes? and \d+ edges?/
        visit.clean

        cleanup:
        visit?.close()
    }

    def 'the bar of a batch moves by itself'() {
        given: 'two thousand pairs that come to nothing, and one that has to wait for a profile that somebody holds'
        def held = profile()
        def lines = ((1..2_000).collect { "$alice,$it" } + "${others[0]},$held").join('\n')
        def session = kith.server.applicationContext.getBean(Driver).session()
        def transaction = session.beginTransaction()
        transaction.run('MATCH (held:Profile {id: $id}) SET held.id = held.id', [id: held as long]).consume()
        def id = post('/v1/batches/follows', lines, ['Content-Type': 'text/csv']).json.id
        def visit = Browser.running().visit(url)
        visit.open('/console/batches')
        def done = { visit.page.locator("tr:has(#batch-$id) progress").evaluate('bar => bar.value') as int }

        when:
        soon.eventually {
            visit.page.waitForTimeout(50)
            assert done() == 2_000
        }

        then:
        visit.text("tr:has(#batch-$id)").with { it.contains('2,000 of 2,001') && it.contains('running') }
        visit.shoot('batch-running')

        when:
        transaction.rollback()
        soon.eventually {
            visit.page.waitForTimeout(50)
            assert done() == 2_001
        }
        visit.page.click("#batch-$id")
        visit.page.waitForURL("**/console/batches/$id")

        then:
        visit.text('main').with { it.contains('2,001 of 2,001') && it.contains('completed') }
        visit.clean

        cleanup:
        session?.close()
        visit?.close()
    }

    def 'a dead letter is sent again after it was said what that does'() {
        given:
        send(Family.REACTIONS, 'nonsense of the browser')
        def visit = Browser.running().visit(url)
        soon.eventually {
            visit.open('/console/dead-letters/reactions')
            assert visit.text('main').contains('nonsense of the browser')
        }
        visit.shoot('dead-letter')

        when:
        visit.page.click('td a.button')
        def said = visit.text('.confirm')
        visit.shoot('dead-letter-redrive')
        def barriers = visit.barriers
        visit.page.click('button.primary')
        visit.page.waitForSelector('.done')

        then:
        said.contains('1 message would go through the queue again.') && said.contains('not a claim check')
        barriers == []
        visit.text('.done') == '1 message was sent again.'
        visit.clean

        cleanup:
        visit?.close()
        post('/v1/dead-letters/reactions/redrive', [:])
    }

    def 'pages rest while nobody sees them, and go on when somebody does'() {
        given:
        def visit = Browser.running().visit(url)
        def asked = 0
        visit.open('/console/batches')
        visit.page.onRequest { if (it.url().endsWith('/console/batches')) { asked++ } }

        when: 'the page is hidden, and its time comes round'
        visit.page.evaluate("() => { Object.defineProperty(document, 'hidden', {value: true, configurable: true}); htmx.trigger('#live', 'refresh') }")
        visit.page.waitForTimeout(200)

        then:
        asked == 0

        when:
        visit.page.evaluate("() => { Object.defineProperty(document, 'hidden', {value: false, configurable: true}); document.dispatchEvent(new Event('visibilitychange')) }")
        soon.eventually {
            visit.page.waitForTimeout(50)
            assert asked == 1
        }

        then:
        visit.clean

        cleanup:
        visit?.close()
    }

    private void send(Family family, String message) {
        def sqs = kith.server.applicationContext.getBean(SqsClient)
        def url = sqs.listQueues {}.queueUrls().find { it.endsWith("-${family.label()}") }
        sqs.sendMessage { it.queueUrl(url).messageBody(message) }
    }

    private String newest(String audit) {
        get("/v1/audits/$audit/runs").json.items[0].id
    }
}
