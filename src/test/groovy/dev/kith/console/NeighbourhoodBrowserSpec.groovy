package dev.kith.console

import com.microsoft.playwright.options.ColorScheme
import dev.kith.Api
import dev.kith.KithSpec
import dev.kith.console.Browser.Visit
import spock.lang.Requires
import spock.lang.ResourceLock
import spock.lang.Shared
import spock.util.concurrent.PollingConditions

import static dev.kith.Api.as

@Requires(value = { Browser.isThere() }, reason = Browser.MISSING)
@ResourceLock(Browser.ALONE)
class NeighbourhoodBrowserSpec extends KithSpec {

    private static final List<String> NAMES = ['Alice Liddell', 'Bob <b>Dormouse</b>', 'Carol', 'Dinah', 'Edith', 'Frog Footman', 'Gryphon', 'Hatter', 'Hare', 'Knave of Hearts', 'Lory', 'Mock Turtle', 'Queen']

    @Shared
    List<String> people

    @Shared
    String alice

    /** Alice and those around her, of each kind of edge some; and some who are known to Bob only. */
    def setupSpec() {
        def api = new Api(kith.server.URI)
        people = NAMES.collect { api.profile(displayName: it, private: it == 'Queen') }
        alice = people[0]
        def (bob, carol, dinah, edith, frog, gryphon, hatter, hare, knave, lory, turtle, queen) = people.drop(1)
        [bob, carol, queen].each { api.follow(alice, it) }
        [bob, dinah, edith].each { api.follow(it, alice) }
        api.follow(carol, dinah)
        api.block(alice, frog)
        api.block(gryphon, alice)
        api.mute(alice, edith)
        api.connect(alice, hatter)
        api.join(api.community(hatter, [name: 'Mad tea party']), alice, hatter)
        api.put("/v1/profiles/$alice/recommendations", [runId: 'nightly-2026-03-01', model: 'adamic-adar', items: [
                [targetId: hare, score: 0.87, reason: 'Followed by people you follow', evidence: [[profileId: bob], [text: 'others you follow', count: 3]]],
                [targetId: carol, score: 0.5, reason: 'In a community of yours'], [targetId: knave, score: 0.25]]])
        api.put("/v1/profiles/$alice/recommendations", [runId: 'trial', shadow: true, items: [[targetId: knave, score: 0.9], [targetId: hare, score: 0.1]]])
        api.delete("/v1/profiles/$alice/recommendations/$turtle")
        [lory, turtle].each { api.follow(bob, it) }
        api.follow(turtle, knave)
        api.say(bob, 'Twinkle, twinkle, little bat! How I wonder what you\'re at! #tea')
        api.say(carol, 'What is the use of a book without pictures or conversations?')
        api.say(edith, 'Nobody who mutes me hears this')
        2.times { api.get("/v1/profiles/$alice/timelines/home") }
        new PollingConditions(timeout: 30).eventually { assert api.get("/console/recommendations/plan?profileId=$alice").status == 200 }
    }

    def 'the page #name is there for everybody'() {
        given:
        def visit = Browser.running().visit(url)

        when: 'in light, in dark, and on a telephone'
        visit.open(path.replace('ALICE', alice).replace('KNAVE', people[9]))
        if (name == 'neighbourhood') {
            drawn(visit)
        }
        if (name == 'recommendations') {
            visit.page.click('#anew button')
            visit.page.waitForSelector('.confirm')
        }
        def barriers = visit.everyWay(name)

        then:
        barriers == [light: [], dark: [], narrow: []]
        visit.clean

        cleanup:
        visit?.close()

        where:
        name              | path
        'profiles'        | '/console/profiles?query=h'
        'profile'         | '/console/profiles/ALICE'
        'relations'       | '/console/profiles/ALICE/relations/followers'
        'neighbourhood'   | '/console/neighbourhood?profileId=ALICE&targetId=KNAVE'
        'recommendations' | '/console/recommendations?profileId=ALICE'
    }

    def 'a click on a node draws what is around it'() {
        given:
        def visit = Browser.running().visit(url)
        visit.open("/console/neighbourhood?profileId=$alice")
        drawn(visit)
        def before = nodes(visit)

        when:
        def at = visit.page.evaluate('''id => {
            const graph = document.getElementById('graph')
            const {x, y} = graph._cyreg.cy.getElementById(id).renderedPosition()
            const {left, top} = graph.getBoundingClientRect()
            return {x: left + x, y: top + y}
        }''', people[1]) as Map
        visit.page.mouse().click(at.x as double, at.y as double)
        visit.page.waitForFunction("() => document.getElementById('told').textContent.includes('is expanded')")
        visit.shoot('neighbourhood-expanded')

        then:
        nodes(visit) - before == people[10..11] as Set
        visit.text('#told') == 'Bob <b>Dormouse</b> is expanded: 2 nodes and 2 edges more.'
        visit.page.getAttribute('#graph', 'aria-label') =~ /Graph of \d+ nodes and \d+ edges/
        visit.clean

        cleanup:
        visit?.close()
    }

    def 'the same is done with the keyboard alone: in the graph, in the list, and by kinds'() {
        given:
        def visit = Browser.running().visit(url, ColorScheme.DARK)
        def keys = visit.page.keyboard()
        visit.open('/console/neighbourhood')

        when: 'she is asked for, with the path to one far away'
        visit.tabTo('#profileId')
        keys.type("@${get("/v1/profiles/$alice").json.handle}")
        visit.tabTo('#targetId')
        keys.type(people[9])
        keys.press('Enter')
        visit.page.waitForSelector('#nodes')
        drawn(visit)
        def before = nodes(visit)

        then:
        visit.page.locator('.path li a').allInnerTexts() == ['Alice Liddell', 'Bob <b>Dormouse</b>', 'Mock Turtle', 'Knave of Hearts']
        people[11] in before

        when: 'one is expanded in the graph'
        visit.tabTo('#graph')
        for (int n = 0; n < before.size() && selected(visit) != people[1]; n++) {
            keys.press('n')
        }
        keys.press('Enter')
        visit.page.waitForFunction("() => document.getElementById('told').textContent.includes('Dormouse</b> is expanded')")

        then:
        nodes(visit) - before == [people[10]] as Set

        when: 'a kind of edge is no longer wanted'
        visit.tabTo('#kinds input[value=BLOCKS]')
        keys.press('Space')

        then:
        visit.page.locator("#nodes li[data-id='${people[5]}']").hidden
        !visit.page.locator("#nodes li[data-id='${people[4]}']").hidden

        when: 'the community is expanded in the list'
        visit.tabTo("#nodes button[aria-label='Expand Mad tea party']")
        keys.press('Enter')
        visit.page.waitForFunction("() => document.getElementById('told').textContent.includes('Mad tea party is expanded')")
        visit.shoot('neighbourhood-keyboard')

        then: 'both who belong to it were there, and so were their edges'
        visit.text('#told') == 'Mad tea party is expanded: 0 nodes and 0 edges more.'
        visit.clean

        cleanup:
        visit?.close()
    }

    def 'recommendations are worked out anew after it was said what that does, and profiles found, with the keyboard alone'() {
        given:
        def visit = Browser.running().visit(url)
        def keys = visit.page.keyboard()
        def reader = profile(displayName: 'White Rabbit')
        follow(reader, people[1])
        visit.open('/console/profiles')

        when:
        visit.tabTo('#query')
        keys.type('white rab')
        visit.page.waitForSelector('#found a')
        visit.tabTo("#found a[href='/console/profiles/$reader']")
        keys.press('Enter')
        visit.page.waitForURL("**/console/profiles/$reader")
        visit.tabTo("a[href='/console/recommendations?profileId=$reader']")
        keys.press('Enter')
        visit.page.waitForURL('**/console/recommendations?*')
        visit.tabTo('#anew button')
        keys.press('Enter')
        visit.page.waitForSelector('.confirm')
        def before = get("/v1/profiles/$reader/recommendations", as(reader)).json.items
        visit.tabTo('.confirm button.danger')
        keys.press('Enter')
        visit.page.waitForSelector('#anew .is-completed')

        then:
        before == []
        visit.text('#anew').contains('are stored.')
        visit.clean

        cleanup:
        visit?.close()
    }

    private static void drawn(Visit visit) {
        visit.page.waitForFunction("() => document.getElementById('told').textContent.includes('drawn.')")
    }

    private static Set<String> nodes(Visit visit) {
        visit.page.evaluate("() => document.getElementById('graph')._cyreg.cy.nodes().map(node => node.id())") as Set
    }

    private static String selected(Visit visit) {
        visit.page.evaluate("() => document.getElementById('graph')._cyreg.cy.\$('node:selected').map(node => node.id())[0] ?? null")
    }
}
