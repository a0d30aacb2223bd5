package dev.kith.audit

import dev.kith.KithSpec
import dev.kith.cli.Cli
import dev.kith.graph.BoundedReads
import dev.kith.id.Ids
import dev.kith.web.Json
import dev.kith.web.Problem

import java.time.Clock
import java.time.Duration
import java.util.concurrent.Semaphore

class AuditRunSpec extends KithSpec {

    private static final String REACH = '/v1/audits/reach_of_profile/runs'

    private <T> T bean(Class<T> type) {
        kith.server.applicationContext.getBean(type)
    }

    def 'the catalogue says of each audit what it checks, and what it can be told'() {
        when:
        def items = get('/v1/audits').json.items
        def bursts = items.find { it.name == 'follow_bursts' }

        then:
        items*.name == items*.name.sort() && items.size() >= 20
        items.every { it.title && it.description && it.severity in ['error', 'warning', 'info'] && it.expectation =~ /^rows <?= \d+$/ }
        bursts.subMap('title', 'severity', 'expectation', 'rowLimit', 'budgetMs') ==
                [title: 'Bursts of follows', severity: 'warning', expectation: 'rows = 0', rowLimit: 1000, budgetMs: 30_000]
        bursts.parameters*.subMap('name', 'type', 'required', 'default') ==
                [[name: 'follows', type: 'INTEGER', required: false, default: 200], [name: 'hours', type: 'INTEGER', required: false, default: 48]]
        items.find { it.name == 'reach_of_profile' }.parameters*.subMap('name', 'type', 'required') == [[name: 'profile', type: 'ID', required: true]]
    }

    def 'a run is answered, kept and listed, the newest first'() {
        given:
        def (alice, bob, carol) = (1..3).collect { profile() }
        follow(bob, alice)
        follow(carol, bob)

        when:
        def made = (1..3).collect { post(REACH, [params: [profile: alice]]) }
        def run = made[0].json

        then:
        made*.status == [201] * 3
        made[0].header('location') == "/v1/audit-runs/$run.id"
        run.subMap('audit', 'params', 'columns', 'rows', 'rowCount', 'truncated', 'passed') ==
                [audit: 'reach_of_profile', params: [profile: alice], columns: ['steps', 'profiles'], rows: [[1, 1], [2, 1]], rowCount: 2, truncated: false, passed: true]
        get("/v1/audit-runs/$run.id").json == run
        made*.json*.newCount == [2, 0, 0]

        when:
        def listed = pages(REACH, 2)

        then:
        listed*.id.containsAll(made*.json*.id)
        listed*.id.findAll { it in made*.json*.id } == made*.json*.id.reverse()
        listed.find { it.id == run.id } == run.findAll { !(it.key in ['columns', 'rows', 'newRows']) }
    }

    def 'who wants CSV gets it'() {
        given:
        def alice = profile()
        def run = post(REACH, [params: [profile: alice]]).json

        when:
        def csv = get("/v1/audit-runs/$run.id", [Accept: 'text/csv'])

        then:
        csv.header('content-type').startsWith('text/csv')
        csv.body == 'steps,profiles,new\r\n1,0,true\r\n2,0,true\r\n'
        new AuditRunView(null, '', [:], null, 0, ['a', 'b'], [['x,"y"', null], ['z\n', ['p', 'q']]], 2, 0, [], false, true, null).csv() ==
                'a,b,new\r\n"x,""y""",,false\r\n"z\n","[p, q]",false\r\n'
    }

    def 'what is found is drawn: those who stand in it, and the edges between those of one row'() {
        given:
        def (alice, bob, carol) = (1..3).collect { profile() }
        def club = community(alice)
        follow(alice, bob)
        block(carol, bob)
        def columns = ['source', 'target', 'edges', 'set']
        def rows = [[alice, bob, 2, null], [alice, club, 1, '-1'], [carol, carol, 1, null]]

        when:
        def drawn = bean(AuditDrawing).of(new AuditRunView(null, 'duplicate_edges', [:], null, 0, columns, rows, 3, 0, [], false, false, null))

        then:
        drawn.nodes()*.id() as Set == [alice, bob, carol, club] as Set
        drawn.nodes().find { it.id() == club }.kind() == 'COMMUNITY'
        drawn.edges().collect { [it.sourceId(), it.targetId(), it.type(), it.state()] } as Set ==
                [[alice, bob, 'FOLLOWS', 'FOLLOWING'], [alice, club, 'MEMBER_OF', null]] as Set
        !drawn.truncated()
    }

    def 'an audit that is told #params is refused'() {
        when:
        def answer = post("/v1/audits/$audit/runs", [params: params])

        then:
        answer.isProblem(400, 'malformed')
        answer.violatedFields == [field]

        where:
        audit              | params                        || field
        'reach_of_profile' | [:]                           || 'params.profile'
        'reach_of_profile' | [profile: 7]                  || 'params.profile'
        'reach_of_profile' | [profile: 'me']               || 'params.profile'
        'reach_of_profile' | [profile: '7', other: 1]      || 'params.other'
        'follow_bursts'    | [follows: '3']                || 'params.follows'
        'follow_bursts'    | [follows: -1]                 || 'params.follows'
        'follow_bursts'    | [follows: 1.5]                || 'params.follows'
        'follow_bursts'    | [follows: true]               || 'params.follows'
        'follow_bursts'    | [follows: [3]]                || 'params.follows'
        'follow_bursts'    | [follows: 9_000_000_000]      || 'params.follows'
        'self_edges'       | ['$profile': 1]                || 'params.$profile'
    }

    def 'what there is not is not found, and what is no request is refused'() {
        expect:
        post('/v1/audits/no_such/runs', [params: [:]]).isProblem(404, 'audit-not-found')
        get('/v1/audits/no_such/runs').isProblem(404, 'audit-not-found')
        get('/v1/audit-runs/4711').isProblem(404, 'audit-run-not-found')
        get('/v1/audit-runs/4711/graph').isProblem(404, 'audit-run-not-found')
        get('/v1/audit-runs/nonsense').isProblem(400, 'malformed')
        get("$REACH?limit=101").isProblem(400, 'malformed')
        get("$REACH?cursor=nonsense").isProblem(400, 'bad-cursor')
        post(REACH, '{"params": 7}').isProblem(400, 'malformed')
        post(REACH, '{').isProblem(400, 'malformed')
    }

    def 'an audit that goes out of its #budget is cut, which is kept, and does not pass'() {
        given:
        def own = runs(audit('boundless', statement, '1s'))

        when:
        def run = own.run('boundless', [:])

        then:
        run.failure() == budget
        !run.passed() && run.rows() == [] && run.rowCount() == 0
        get("/v1/audit-runs/${run.id()}").json.failure == budget

        where:
        statement                                                                                 || budget
        'UNWIND range(1, 1000000) AS n UNWIND range(1, 1000000) AS m RETURN count(*) AS n'        || 'TIME'
    }

    def 'no more are made at once than may be'() {
        given:
        def own = runs(audit('short', 'RETURN 1 AS n', '1s'))
        def room = own.@room as Semaphore
        room.acquire()

        when:
        own.run('short', [:])

        then:
        def refused = thrown(Problem)
        refused.status().code == 429

        when:
        room.release()

        then:
        own.run('short', [:]).rows() == [[1]]
    }

    def 'those that come round do so by the clock, and are metered'() {
        given:
        def before = get('/v1/audits/outbox_age/runs?limit=1').json.items*.id
        def handler = new RunAudit.Handler(bean(Catalogue), bean(AuditRuns), new AuditConfiguration(true, 2, Duration.ofDays(1)))

        when:
        handler.run(new RunAudit('outbox_age'))
        handler.run(new RunAudit('gone_since'))
        def run = get('/v1/audits/outbox_age/runs?limit=1').json.items[0]
        def metrics = get('/prometheus').body

        then:
        before != [run.id]
        metrics.contains("kith_audits_passed{audit=\"outbox_age\",severity=\"error\"} ${run.passed ? '1.0' : '0.0'}")
        metrics =~ /kith_audits_age\{audit="outbox_age",severity="error"} \d/
        new RunAudit.Schedule(bean(Catalogue), new AuditConfiguration(true, 2, Duration.ofDays(1))).all()*.id().contains('audit-outbox_age')
        new RunAudit.Schedule(bean(Catalogue), bean(AuditConfiguration)).all() == []
    }

    def 'runs are forgotten after a while'() {
        given:
        def old = Ids.firstAt(bean(Clock).instant().minus(Duration.ofDays(91)))
        kith.rows("INSERT INTO audit_run VALUES (?, 'self_edges', '{}', 1, '[]', '[]', 0, '[]', 0, false, true, NULL)", old)
        assert get("/v1/audit-runs/$old").status == 200

        when:
        bean(AuditSweep).sweep()

        then:
        get("/v1/audit-runs/$old").status == 404
    }

    def 'the command makes an audit and tells how it went'() {
        given:
        def alice = profile()

        expect:
        command('audit', '--list').with { it.code == 0 && it.text.contains('follow_bursts') && it.text.contains('--param profile=ID') }
        command('audit', 'reach_of_profile', '--param', "profile=$alice").with { it.code == 0 && it.text.contains('steps') && it.text.contains(': passed') }
        command('audit', 'follow_bursts', '--param', 'follows=x').code == 2
        command('audit', 'follow_bursts', '--param', 'nonsense=1').with { it.code == 1 && it.text.contains('params.nonsense is unknown') }
        command('audit', 'no_such').with { it.code == 1 && it.text.contains('no audit no_such') }
        command('audit').code == 2

        when: 'somebody who recommended whom he follows'
        def bob = profile()
        follow(alice, bob)
        assert put("/v1/profiles/$alice/recommendations", [runId: 'run', items: [[targetId: bob, score: 1]]]).status == 200
        def told = command('audit', 'recommended_followed')

        then:
        told.code == 1
        told.text.contains('DOES NOT PASS') && told.text.contains(alice) && told.text.contains('To mend it: POST')
    }

    private Map command(String... arguments) {
        def text = new StringWriter()
        def out = new PrintWriter(text)
        [code: Cli.execute(out, out, *arguments, '--url', kith.server.URL.toString()), text: text.toString()]
    }

    private static Audit audit(String name, String statement, String budget) {
        Audit.of(name, "// Title\n//\n// What it is about.\n//\n// severity  error\n// expect    rows = 1\n// key       n\n// limit     10\n// budget    $budget\n$statement")
    }

    private AuditRuns runs(Audit audit) {
        new AuditRuns(new Catalogue([audit]), bean(BoundedReads), bean(AuditRunRepository), bean(AuditMeters), bean(Json), bean(Ids),
                new AuditConfiguration(true, 1, Duration.ofDays(1)))
    }
}
