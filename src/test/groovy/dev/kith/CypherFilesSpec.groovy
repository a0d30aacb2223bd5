package dev.kith

import spock.lang.Specification

import java.nio.file.Files
import java.nio.file.Path

class CypherFilesSpec extends Specification {

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

    def 'every statement is used, by the class that names it'() {
        given:
        def sources = files('src/main/java').findAll { it.toString().endsWith('.java') }.collect { Files.readString(it) }.join()

        expect:
        files('cypher/queries').every { sources.contains("\"${QUERIES.relativize(it)}\"") }
    }
}
