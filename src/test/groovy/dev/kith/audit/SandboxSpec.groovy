package dev.kith.audit

import dev.kith.Api.Answer
import dev.kith.KithSpec
import dev.kith.graph.BoundedReads
import dev.kith.id.Ids
import dev.kith.web.Json
import dev.kith.web.Problem
import groovy.json.JsonSlurper
import org.neo4j.configuration.GraphDatabaseInternalSettings
import org.neo4j.driver.Driver
import org.neo4j.driver.SessionConfig
import org.neo4j.driver.exceptions.Neo4jException
import org.yaml.snakeyaml.Yaml
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.atomic.AtomicInteger

class SandboxSpec extends KithSpec {

    private static final String SECRET = 'the canary sings'

    @Shared
    @TempDir
    Path folder
    @Shared
    @AutoCleanup
    ServerSocket listening = new ServerSocket(0, 50, InetAddress.loopbackAddress)
    @Shared
    AtomicInteger calls = new AtomicInteger()
    @Shared
    List<String> people

    private <T> T bean(Class<T> type) {
        kith.server.applicationContext.getBean(type)
    }

    def setupSpec() {
        Files.writeString(folder.resolve('canary.csv'), SECRET)
        Thread.ofVirtual().start {
            while (!listening.closed) {
                try {
                    listening.accept().close()
                    calls.incrementAndGet()
                } catch (SocketException closed) {
                    return
                }
            }
        }
    }

    def 'no hostile question has any effect, and each is refused, for what it is, and noted'() {
        given:
        def before = kith.rows('SELECT count(*) AS n FROM sandbox_log')[0].n

        when:
        def answers = hostile().collect { query, operator ->
            def asked = query.replace('CANARY', folder.resolve('canary.csv').toString()).replace('PORT', "$listening.localPort")
            [query: asked, operator: operator, answer: ask(asked, [list: [1, 2], name: 'reason', url: "file://$folder/canary.csv".toString()], 'Sandbox spec')]
        }

        then:
        answers.size() >= 100
        answers.findAll { !(it.answer.status in [400, 422]) || it.answer.body.contains(SECRET) } == []
        answers.findAll { it.operator != null && it.operator != '' && !(it.answer.json.code == 'query-refused' && it.answer.json.operator == it.operator) }
                .collect { [it.query, it.operator, it.answer.body] } == []
        calls.get() == 0
        Files.readString(folder.resolve('canary.csv')) == SECRET
        cypher('MATCH (n) WHERE n:Hostile OR n.hostile IS NOT NULL RETURN count(n)') == 0
        cypher("SHOW INDEXES YIELD name WHERE name = 'hostile' RETURN count(*)") == 0
        cypher("SHOW CONSTRAINTS YIELD name WHERE name = 'profile_id' RETURN count(*)") == 1
        cypher("SHOW USERS YIELD user WHERE user = 'hostile' RETURN count(*)", 'system') == 0

        and: 'of each there is who asked what, and that it was refused; what is no question is refused before'
        def noted = kith.rows("SELECT * FROM sandbox_log WHERE reason = 'Sandbox spec'")
        noted*.query as Set == answers.collect { it.query.replace('\u0000', '\uFFFD') } as Set
        noted.every { it.trace_id ==~ /[0-9a-f]{32}/ }
        def ends = kith.rows("SELECT ended.* FROM sandbox_log AS ended JOIN sandbox_log AS asked ON asked.id = ended.question_id WHERE asked.reason = 'Sandbox spec' AND ended.event <> 'ASKED'")
        ends.size() == answers.size() && ends*.event.unique() == ['REFUSED']
        kith.rows('SELECT count(*) AS n FROM sandbox_log')[0].n >= before + 2 * answers.size()
    }

    def 'what the plan would do is refused by its operators, whatever the text says: #operators'() {
        when:
        SandboxGuard.plan(new BoundedReads.Planned(operators as Set, expansions as Set, reading))

        then:
        def refused = thrown(SandboxToken.Refused)
        refused.operator() == refusal

        where:
        operators                              | expansions                    | reading || refusal
        ['ProduceResults', 'LoadCSV']          | []                            | true    || 'LoadCSV'
        ['ProduceResults', 'ProcedureCall']    | []                            | true    || 'ProcedureCall'
        ['TerminateTransactions']              | []                            | true    || 'TerminateTransactions'
        ['ShowTransactions']                   | []                            | true    || 'ShowTransactions'
        ['AdministrationCommand']              | []                            | true    || 'AdministrationCommand'
        ['SomethingOfALaterVersion']           | []                            | true    || 'SomethingOfALaterVersion'
        ['ProduceResults']                     | []                            | false   || 'write'
        ['VarLengthExpand(All)']               | ['(a)-[:FOLLOWS*]->(b)']      | true    || 'VarLengthExpand'
        ['VarLengthExpand(All)']               | ['(a)-[:FOLLOWS*1..]->(b)']   | true    || 'VarLengthExpand'
        ['VarLengthExpand(All)']               | ['(a)-[:FOLLOWS*12..]->(b)']  | true    || 'VarLengthExpand'
        ['VarLengthExpand(All)']               | ['(a)-[:FOLLOWS*..5]->(b)']   | true    || 'VarLengthExpand'
        ['VarLengthExpand(All)']               | ['(a)-[:FOLLOWS*40]->(b)']    | true    || 'VarLengthExpand'
    }

    def 'a question that only reads is answered: #query'() {
        given:
        def (alice, bob, carol) = chain()

        when:
        def answer = ask(query, [alice: alice as long, bob: bob as long])

        then:
        answer.status == 200
        answer.json.rows == rows.call(alice, bob, carol)
        answer.json.rowCount == answer.json.rows.size() && !answer.json.truncated

        where:
        query                                                                                                              || rows
        'MATCH (p:Profile {id: $alice}) RETURN (1 - 3) * (2) * (p.version - p.version - 1) AS n'                           || { a, b, c -> [[4]] }
        'RETURN 1 AS one, 2.5 AS half, null AS nothing, "x" AS text, [1, 2][0] AS first, $bob = $bob AS same'             || { a, b, c -> [[1, 2.5, null, 'x', 1, true]] }
        'MATCH (p:Profile {id: $alice})-[e:FOLLOWS]->(q) RETURN q.id AS id, e.state AS state; '                            || { a, b, c -> [[b, 'FOLLOWING']] }
        'MATCH (p:Profile {id: $alice})-[:FOLLOWS*1..3]->(q) RETURN q.id AS id ORDER BY id // whom she reaches'            || { a, b, c -> [[b], [c]] }
        'MATCH (p:Profile {id: $alice})-[:FOLLOWS]->{1,3}(q) RETURN count(*) AS n'                                         || { a, b, c -> [[2]] }
        'MATCH (p:Profile {id: $alice}) WHERE NOT EXISTS { (p)-[:BLOCKS]-() } RETURN COUNT { (p)--() } * 2 AS n'           || { a, b, c -> [[2]] }
        'UNWIND [$alice, $bob] AS id CALL (id) { MATCH (p:Profile {id: $bob})-->(q) RETURN q LIMIT 1 } RETURN collect(q.id) AS ids' || { a, b, c -> [[[c, c]]] }
        'MATCH (p:Profile {id: $alice}) OPTIONAL MATCH (p)-[:MEMBER_OF]->(c:Community) RETURN p.private, c.id'             || { a, b, c -> [[false, null]] }
        'MATCH (p:Profile {id: $alice})-[e]->() RETURN CASE WHEN e.since > 0 AND e.since <= timestamp() THEN type(e) ELSE "never" END AS type' || { a, b, c -> [['FOLLOWS']] }
        'MATCH p = (:Profile {id: $alice})-[:FOLLOWS]->() RETURN size(nodes(p)) AS n UNION ALL MATCH (q:Profile {id: $bob}) RETURN q.version AS n' || { a, b, c -> [[2], [1]] }
    }

    def 'what is planned ahead, so that the first questions are not the slow ones, may be asked: #question'() {
        expect:
        ask(question, [id: profile() as long]).status == 200

        where:
        question << SandboxWarmUp.QUESTIONS
    }

    def 'of nodes and edges no more is told than may be read'() {
        given:
        def (alice, bob) = [profile(), profile()]
        assert put("/v1/profiles/$alice/recommendations", [runId: 'run', items: [[targetId: bob, score: 1, reason: 'Talks like you']]]).status == 200

        when:
        def answer = ask('MATCH path = (p:Profile {id: $alice})-[e:RECOMMENDED]->() RETURN p, e, path', [alice: alice as long])
        def (node, edge, path) = answer.json.rows[0]

        then:
        node.labels == ['Profile'] && node.id == alice && !node.containsKey('lock')
        edge.type == 'RECOMMENDED' && edge.target == bob && edge.runId == 'run'
        path.size() == 3
        !answer.body.contains('Talks like you')
    }

    def 'an answer is cut at its limits'() {
        expect:
        ask('UNWIND $list AS a UNWIND $list AS b RETURN a', [list: (1..40)]).json.subMap('rowCount', 'truncated') == [rowCount: 1000, truncated: true]

        when:
        def large = ask('UNWIND $list AS a RETURN $text AS text', [list: (1..100), text: 'x' * 100_000])

        then:
        large.json.truncated && large.json.rowCount in 45..50
    }

    def 'what takes too much #limit is cut'() {
        given:
        chain()
        def limited = sandbox(new SandboxConfiguration(true, 2, Duration.ofSeconds(seconds), 1000, 5_000_000))

        when:
        limited.ask(query, [list: (1..1000)], 'Sandbox spec of limits')

        then:
        def cut = thrown(Problem)
        cut.code() == 'query-cut'
        cut.body('/', null).extensions() == [limit: limit]

        where:
        query                                                                                              | seconds || limit
        'UNWIND $list AS a UNWIND $list AS b UNWIND $list AS c UNWIND $list AS d RETURN count(*) AS n'     | 1       || 'TIME'
        'UNWIND $list AS a UNWIND $list AS b UNWIND $list AS c MATCH (n)-[:FOLLOWS*1..3]->(m) RETURN max(m.id)' | 1  || 'TIME'
        'UNWIND $list AS a UNWIND $list AS b UNWIND $list AS c RETURN collect(toString(a)) AS n'           | 30      || 'MEMORY'
    }

    def 'no more are answered at once than may be, and none where it is off'() {
        given:
        def full = sandbox(new SandboxConfiguration(true, 2, Duration.ofSeconds(5), 1000, 5_000_000))
        full.@room.acquire(2)

        when:
        full.ask('RETURN 1', [:], 'A spec')

        then:
        def busy = thrown(Problem)
        busy.status().code == 429

        when:
        sandbox(new SandboxConfiguration(false, 2, Duration.ofSeconds(5), 1000, 5_000_000)).ask('RETURN 1', [:], 'A spec')

        then:
        def off = thrown(Problem)
        off.status().code == 403
    }

    def 'the server itself reads no files and calls nobody, and one that is installed by its own chart is told the same'() {
        given:
        def told = new Yaml().<Map<String, Map<String, String>>> load(Files.readString(Path.of('helm/neo4j-values.yaml'))).config
        def hidden = GraphDatabaseInternalSettings.cypher_ip_blocklist.name()

        when:
        def here = bean(Driver).session().withCloseable {
            it.run('SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value', [names: told.keySet().toList()])
                    .list { [it.get('name').asString(), it.get('value').asString()] }
        }.collectEntries()

        then:
        here + [(hidden): '0.0.0.0/0,::/0'] == told

        when:
        cypher("LOAD CSV FROM '$url' AS line RETURN count(line)".replace('CANARY', folder.resolve('canary.csv').toString()).replace('PORT', "$listening.localPort"))

        then:
        thrown(Neo4jException)
        calls.get() == 0

        where:
        url << ['file://CANARY', 'http://127.0.0.1:PORT/x.csv', 'http://localhost:PORT/x.csv']
    }

    def 'a question without #field is refused'() {
        when:
        def answer = post('/v1/cypher', body)

        then:
        answer.isProblem(400, 'malformed')
        answer.violatedFields == [field]

        where:
        body                                                   || field
        [query: 'RETURN 1']                                    || 'reason'
        [query: 'RETURN 1', reason: ' ']                       || 'reason'
        [query: 'RETURN 1', reason: 'x' * 501]                 || 'reason'
        [reason: 'why']                                        || 'query'
        [query: '', reason: 'why']                             || 'query'
        [query: "RETURN '${'x' * 4000}'".toString(), reason: 'why'] || 'query'
        [query: 'RETURN 1', reason: 'why', mode: 'write']      || 'mode'
    }

    def 'the log is only ever added to: #change'() {
        given:
        ask('RETURN 1')

        when:
        kith.rows(change)

        then:
        def refused = thrown(java.sql.SQLException)
        refused.message.contains('sandbox_log is refused')

        where:
        change << ["UPDATE sandbox_log SET reason = 'none'", 'DELETE FROM sandbox_log', 'TRUNCATE sandbox_log']
    }

    /** Three of whom each follows the next, made once. */
    private List<String> chain() {
        if (!people) {
            people = (1..3).collect { profile() }
            follow(people[0], people[1])
            follow(people[1], people[2])
        }
        people
    }

    /** What somebody may try to do, each with what of it is refused; null where that may be this or that. CANARY is a file, and PORT is listened at. */
    private static List<List<String>> hostile() {
        new JsonSlurper().parse(SandboxSpec.getResource('/bench/hostile-queries.json'), 'UTF-8') as List<List<String>>
    }

    private Answer ask(String query, Map params = [:], String reason = 'A spec') {
        post('/v1/cypher', [query: query, params: params, reason: reason])
    }

    private Sandbox sandbox(SandboxConfiguration configuration) {
        new Sandbox(configuration, bean(BoundedReads), bean(SandboxLogRepository), bean(Ids), bean(Json))
    }

    private long cypher(String statement, String database = 'neo4j') {
        bean(Driver).session(SessionConfig.forDatabase(database)).withCloseable { it.run(statement).single().get(0).asLong() }
    }
}
