package dev.kith

import org.neo4j.driver.Driver
import org.neo4j.driver.summary.Plan

import java.nio.file.Files
import java.nio.file.Path

class CypherFilesSpec extends KithSpec {

    private static final Path QUERIES = Path.of('cypher/queries')

    private static List<Path> files(String folder) {
        Files.walk(Path.of(folder)).filter { Files.isRegularFile(it) }.sorted().toList()
    }

    def '#file says what it is for and what its parameters mean'() {
        given:
        def lines = Files.readAllLines(file)
        def header = lines.takeWhile { it.startsWith('//') }.join('\n')
        def statement = lines.dropWhile { it.startsWith('//') }.join('\n')

        expect:
        file.toString().endsWith('.cypher')
        !header.empty
        (statement =~ /\$(\w+)/).collect { it[1] }.toSet() == (header =~ /\$(\w+)/).collect { it[1] }.toSet()

        where:
        file << files('cypher')
    }

    def '#file is understood by Neo4j, and begins at single nodes'() {
        when:
        def plan = kith.server.applicationContext.getBean(Driver)
                .executableQuery('EXPLAIN ' + Files.readString(file)).execute().summary().plan()

        then:
        file.toString().contains('migration') || operators(plan).findAll { it =~ /AllNodesScan|NodeByLabelScan|RelationshipTypeScan/ } == []

        where:
        file << files('cypher/queries')
    }

    def 'every statement is used, by the class that names it'() {
        given:
        def sources = files('src/main/java').findAll { it.toString().endsWith('.java') }.collect { Files.readString(it) }.join()

        expect:
        files('cypher/queries').every { sources.contains("\"${QUERIES.relativize(it)}\"") }
    }

    private static List<String> operators(Plan plan) {
        [plan.operatorType()] + plan.children().collectMany { operators(it) }
    }
}
