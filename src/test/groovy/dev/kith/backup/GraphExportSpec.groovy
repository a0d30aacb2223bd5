package dev.kith.backup

import dev.kith.Api
import dev.kith.KithSpec
import dev.kith.cli.Cli
import dev.kith.id.Ids
import dev.kith.load.BrokenOff
import dev.kith.load.GraphExport
import dev.kith.load.GraphFile
import dev.kith.load.GraphRoutes
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import org.neo4j.driver.Driver
import spock.lang.Shared
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneId
import java.time.ZoneOffset

import static dev.kith.Api.as

/** Others write to the same graph: what is exported, wiped and imported here was made in times of its own, and has edges among itself only. */
class GraphExportSpec extends KithSpec {

    private static final List<String> KINDS = ['BLOCKS', 'COMMUNITY', 'CONNECTED', 'DISMISSED', 'FOLLOWED', 'FOLLOWS', 'MEMBER_OF', 'MUTES', 'PROFILE', 'RECOMMENDED']

    @TempDir
    Path folder
    @Shared
    int made = 0
    @Shared
    List<String> sample = []
    @Shared
    Instant month = Instant.parse('2004-01-01T00:00:00Z')
    @Shared
    GraphRoutes routes = new GraphRoutes(kith.server.URI, 1)

    /** Each feature has its own. */
    def setup() {
        month += Duration.ofDays(31)
    }

    def cleanupSpec() {
        routes.close()
    }

    def 'edges of every kind come back with all that they say, and who had no longer any of them is asked again'() {
        given:
        def (alice, bob, carol, dan, eve) = scene()
        def followed = get("/v1/profiles/$alice/following/$bob", as(alice)).json
        def file = folder.resolve('graph.ndjson.gz')

        when:
        def exported = export(file)
        def graph = graph()

        then:
        exported.kinds().keySet() == KINDS as Set
        exported == GraphFile.verify(file)
        exported.kinds().subMap('PROFILE', 'COMMUNITY', 'FOLLOWS', 'MUTES', 'MEMBER_OF', 'RECOMMENDED') == [PROFILE: 5L, COMMUNITY: 1L, FOLLOWS: 2L, MUTES: 2L, MEMBER_OF: 2L, RECOMMENDED: 3L]
        !Files.exists(Path.of("$file${GraphExport.PARTS}"))

        when: 'the graph is lost, and the service knows it'
        wipe()
        def lost = relationship(alice, bob)

        then: 'what is there of others is left alone'
        command('graph', 'import', file).with { it.code == 1 && it.text.contains('can be merged') }

        when:
        def told = command('graph', 'import', file, '--merge')

        then:
        told.code == 0 && told.text.contains(exported.fingerprint())
        export(folder.resolve('again.ndjson')).fingerprint() == exported.fingerprint()
        this.graph() == graph
        cypher('MATCH (import:GraphImport {fingerprint: $it}) RETURN import', [it: exported.fingerprint()]) == []

        and: 'it is served again'
        lost != null
        get("/v1/profiles/$alice/following/$bob", as(alice)).json == followed
        relationship(alice, bob).following && relationship(alice, carol).blocking && relationship(alice, dan).muting && relationship(alice, eve).connected
        get("/v1/profiles/$bob/recommendations").json.items*.subMap('score', 'reason', 'runId') == [[score: 2.0, reason: 'tea', runId: 'run'], [score: 1.0, runId: 'run']]
    }

    def 'a file that #what is refused before anything is done'() {
        given:
        def changed = folder.resolve('changed')
        Files.writeString(changed, change(sample()).join('\n') + '\n')

        when:
        def told = command('graph', 'import', changed, '--merge')

        then:
        told.code == 1
        told.text.contains('Nothing was done') && told.text.contains(words)
        graph() == []

        where:
        what                                | change                                                                             || words
        'lacks its last line'               | { it.dropRight(1) }                                                                || 'is cut off after'
        'is cut within a line'              | { it.dropRight(3) + it[-3].take(20) }                                              || 'can\'t be read'
        'lost a line'                       | { it.take(4) + it.drop(5) }                                                        || 'it was changed'
        'has a line twice'                  | { it.take(4) + it[3] + it.drop(4) }                                                || 'it was changed'
        'says something else'               | { it.collect { it.replace('"private":true', '"private":false') } }                 || 'another fingerprint'
        'has a line that is none'           | { it.take(4) + 'x' + it.drop(5) }                                                  || 'line 5 can\'t be read'
        'is of another version'             | { [it[0].replace('"version":1', '"version":2')] + it.drop(1) }                     || 'is of version 2'
        'is something else'                 | { ['{"source":1}'] + it.drop(1) }                                                  || 'is no backup'
        'goes on after its end'             | { it + it[3] }                                                                     || 'goes on'
        'has nothing in it'                 | { [] }                                                                             || 'can\'t be read'
    }

    def 'a packed file that is cut off is refused'() {
        given:
        scene()
        def file = folder.resolve('graph.ndjson.gz')
        export(file)
        def bytes = Files.readAllBytes(file)
        def cut = folder.resolve('cut.gz')
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 12))

        expect:
        command('graph', 'import', cut, '--check').with { it.code == 1 && it.text.contains('cut off') }
        command('graph', 'import', file, '--check').with { it.code == 0 && it.text.contains('RECOMMENDED') }
        command('graph', 'import', folder.resolve('none')).code == 1
        command('graph', 'export', file).with { it.code == 1 && it.text.contains('is there already') }
        command('graph', 'export', folder.resolve('new'), '--looks', '0').code == 2
    }

    def 'an import that was broken off goes on where it was'() {
        given:
        scene()
        def file = folder.resolve('graph.ndjson')
        def exported = export(file)
        def lines = Files.readAllLines(file).drop(1).dropRight(1)
        wipe()
        assert post('/v1/graph/imports', [fingerprint: exported.fingerprint(), total: lines.size(), merge: true]).json.lines == 0

        when:
        def first = send(exported.fingerprint(), 0, lines.take(8))

        then:
        first == [[lines: 8]]
        post('/v1/graph/imports', [fingerprint: exported.fingerprint(), total: lines.size()]).json.lines == 8

        and: 'what is in is not done twice, and what comes too early not at all'
        send(exported.fingerprint(), 0, lines.take(8)) == [[lines: 8]]
        send(exported.fingerprint(), 9, lines.drop(9))[0].with { it.lines == 9 && it.problem.code == 'graph-import-elsewhere' && it.problem.lines == 8 }

        and: 'of lines that are wrong none goes in'
        send(exported.fingerprint(), 8, lines[8..9] + '{"kind":"LOVES","source":"1","target":"2","properties":{}}')[0].problem.detail.contains('LOVES')
        send(exported.fingerprint(), 8, lines[8..9] + '{"kind":"FOLLOWS","source":"1","target":"2","properties":{"state":"FOLLOWING","version":1}}')[0].problem.code == 'graph-import-homeless'
        send('0' * 64, 0, lines.take(1))[0].problem.code == 'graph-import-not-found'
        post('/v1/graph/imports', [fingerprint: exported.fingerprint(), total: lines.size()]).json.lines == 8

        when:
        def told = command('graph', 'import', file)

        then:
        told.code == 0
        export(folder.resolve('again')).fingerprint() == exported.fingerprint()
    }

    def 'what changes while it is exported is in it as of one moment, and a graph that never holds still is not exported'() {
        given:
        def (alice, bob, carol, dan, eve) = scene()
        def looks = 0
        def file = folder.resolve('graph.ndjson')

        when: 'somebody writes after all is read'
        def outcome = new GraphExport(routes, file, range(), 5, clock { if (looks++ == 0) { follow(bob, dan) } }, {}).run()

        then:
        outcome.looks() == 2
        Files.readString(file).contains("\"source\":\"$bob\",\"target\":\"$dan\"")
        outcome.contents().fingerprint() == export(folder.resolve('again')).fingerprint()

        when: 'somebody writes all the time'
        new GraphExport(routes, folder.resolve('other'), range(), 3, clock { ++looks % 2 ? follow(bob, eve) : delete("/v1/profiles/$bob/following/$eve") }, {}).run()

        then:
        thrown(BrokenOff)
        !Files.exists(folder.resolve('other'))

        and: 'it goes on with what was read already'
        Files.size(folder.resolve("other${GraphExport.PARTS}")) > 0
        new GraphExport(routes, folder.resolve('other'), range(), 3, Clock.systemUTC(), {}).run().contents().fingerprint() == export(folder.resolve('third')).fingerprint()
    }

    def 'what is there and newer, or contradicts the file, stays'() {
        given:
        def (alice, bob, carol, dan, eve) = scene()
        def file = folder.resolve('graph.ndjson')
        export(file)

        when: 'since then'
        block(bob, alice)
        assert put("/v1/profiles/$alice/mutes/$dan").status == 200
        assert delete("/v1/profiles/$alice/connections/$eve").status == 204
        assert delete("/v1/profiles/$alice/blocks/$carol").status == 204
        follow(carol, alice)
        assert command('graph', 'import', file, '--merge').code == 0

        then:
        !relationship(alice, bob).following && relationship(alice, bob).blockedBy
        !relationship(alice, carol).blocking && relationship(alice, carol).followedBy
        get("/v1/profiles/$alice/mutes").json.items.find { it.profile.id == dan }.expiresAt == null
        relationship(alice, eve).connected
    }

    def 'an empty graph makes a file, and comes back as one'() {
        given:
        def file = folder.resolve('graph.ndjson')

        when:
        def exported = export(file)

        then:
        exported.total() == 0 && exported.kinds() == [:]
        command('graph', 'import', file, '--merge').code == 0
    }

    def 'what is no request is refused'() {
        given:
        scene()

        expect:
        get('/v1/graph/export?of=ATTIC').isProblem(400, 'malformed')
        get('/v1/graph/export').isProblem(400, 'malformed')
        get('/v1/graph/export?of=PROFILE&after=x').isProblem(400, 'malformed')
        post('/v1/graph/export/prints', [of: 'PROFILE', bounds: ['7']]).isProblem(400, 'malformed')
        post('/v1/graph/export/prints', [of: 'PROFILE', bounds: ['7', '3']]).isProblem(400, 'malformed')
        post('/v1/graph/imports', [fingerprint: 'x', total: 1]).isProblem(400, 'malformed')
        post('/v1/graph/imports', [fingerprint: '0' * 64, total: -1]).isProblem(400, 'malformed')
        post('/v1/graph/imports', [fingerprint: '0' * 64, total: 1]).isProblem(409, 'graph-not-empty')
    }

    /** A file, of which the graph has nothing any more. */
    private List<String> sample() {
        if (sample.empty) {
            scene()
            export(folder.resolve('graph.ndjson'))
            sample = Files.readAllLines(folder.resolve('graph.ndjson'))
            wipe()
        }
        sample
    }

    /** Edges of every kind between five. */
    private List<String> scene() {
        def people = (0..4).collect { load('profile', Api.someone(it == 3 ? [private: true] : [:])) }
        def (alice, bob, carol, dan, eve) = people
        follow(alice, bob)
        put("/v1/profiles/$alice/following/$dan")
        follow(alice, eve)
        assert delete("/v1/profiles/$alice/following/$eve?keepHistory=true").status == 204
        block(alice, carol)
        assert put("/v1/profiles/$alice/mutes/$dan", [expiresAt: '2099-01-01T00:00:00.000Z']).status == 200
        mute(bob, dan)
        connect(alice, eve)
        def club = load('community', [adminId: alice, name: 'Mad tea party'])
        join(club, bob, alice)
        [false, true].each { shadow ->
            assert put("/v1/profiles/$bob/recommendations", [runId: 'run', model: 'dice', shadow: shadow, expiresAt: '2099-01-01T00:00:00.000Z', items: shadow
                    ? [[targetId: eve, score: 0.5]]
                    : [[targetId: carol, score: 2, reason: 'tea', evidence: [[profileId: eve]]], [targetId: eve, score: 1]]]).status == 200
        }
        assert delete("/v1/profiles/$alice/recommendations/$eve").status == 204
        people
    }

    private String load(String kind, Map<String, Object> fields) {
        def name = "backup-${++made}".toString()
        def line = [kind: kind, importId: name, createdAt: (month + Duration.ofMinutes(made)).toString()] + fields
        def answer = post('/v1/imports', JsonOutput.toJson(line), ['Content-Type': 'application/x-ndjson'])
        assert new JsonSlurper().parseText(answer.body.readLines().last()).kinds[kind].created == 1: answer
        kith.rows('SELECT id FROM import_reference WHERE import_id = ?', name)[0].id.toString()
    }

    private GraphExport.Range range() {
        new GraphExport.Range(Ids.firstAt(month), Ids.firstAt(month + Duration.ofDays(30)))
    }

    private GraphFile.Contents export(Path file) {
        new GraphExport(routes, file, range(), 20, Clock.systemUTC(), {}).run().contents()
    }

    private List send(String fingerprint, long before, List<String> lines) {
        def answer = post("/v1/graph/imports/$fingerprint/lines?before=$before", lines.join('\n'), ['Content-Type': 'application/x-ndjson'])
        assert answer.status == 200: answer
        answer.body.readLines().collect { new JsonSlurper().parseText(it) }
    }

    private static Clock clock(Closure asked) {
        new Clock() {
            @Override
            ZoneId getZone() {
                ZoneOffset.UTC
            }

            @Override
            Clock withZone(ZoneId zone) {
                this
            }

            @Override
            Instant instant() {
                asked.call()
                Instant.EPOCH
            }
        }
    }

    private List<Map<String, Object>> cypher(String statement, Map<String, Object> parameters) {
        try (def session = kith.server.applicationContext.getBean(Driver).session()) {
            session.run(statement, parameters).list { it.asMap() }
        }
    }

    /** All edges as they lie there. */
    private List graph() {
        cypher('''
                MATCH (source:Profile)-[edge]->(target)
                WHERE source.id > $after AND source.id <= $to
                RETURN type(edge) AS type, properties(edge) AS edge, properties(source) AS source, properties(target) AS target
                ORDER BY source.id, type, target.id, edge.shadow''', [after: range().after(), to: range().to()])
    }

    private void wipe() {
        cypher('MATCH (node:Profile|Community) WHERE node.id > $after AND node.id <= $to DETACH DELETE node', [after: range().after(), to: range().to()])
    }

    private Map command(Object... arguments) {
        def text = new StringWriter()
        def out = new PrintWriter(text)
        [code: Cli.execute(out, out, *(arguments*.toString()), '--url', kith.server.URL.toString()), text: text.toString()]
    }
}
