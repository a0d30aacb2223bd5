package dev.kith.batch

import dev.kith.cli.Cli
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.GZIPOutputStream

class BatchCommandSpec extends BatchKithSpec {

    @TempDir
    Path folder

    def 'the pairs of a file that is #what follow, and it is told what came of them'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        follow(alice, carol)

        when:
        def run = batch(write(content(alice, bob, carol)), '--url', api.url)

        then:
        run.code == 0
        run.err == ''
        run.counts == [created: 1, existing: 1, requested: 0, blocked: 0, notFound: 0, limit: 0, failed: 0]
        get("/v1/profiles/$alice/following/$bob").status == 200

        when:
        def again = batch(write(content(alice, bob, carol)), '--unfollow', '--url', api.url)

        then:
        again.code == 0
        again.counts == [removed: 2, absent: 0, notFound: 0, failed: 0]

        where:
        what             | content
        'CSV'            | { a, b, c -> "sourceId,targetId\n$a,$b\n$a,$c\n".bytes }
        'NDJSON'         | { a, b, c -> [b, c].collect { """{"sourceId":"$a","targetId":"$it"}\n""" }.join().bytes }
        'packed by gzip' | { a, b, c -> packed("$a,$b\n$a,$c\n") }
    }

    def 'where some pairs are not done it ends in 1, and can be looked at again'() {
        given:
        def (alice, bob) = [profile(), profile()]

        when:
        def run = batch(write("$alice,$bob\n$alice,$NOBODY\n".bytes), '--url', api.url)
        def id = (run.out =~ /Batch (\d+)/)[0][1]

        then:
        run.code == 1
        run.counts.subMap('created', 'notFound') == [created: 1, notFound: 1]
        batch('--watch', id, '--url', api.url).with { it.code == 1 && it.counts == run.counts }
    }

    def '#what ends in #code'() {
        given:
        def file = write('1,2\n1;2\n'.bytes)

        when:
        def run = batch(*arguments.collect { it == 'FILE' ? file : it == 'URL' ? api.url : it }, '--data', folder)

        then:
        run.code == code
        run.err.contains(said)

        where:
        what                   | arguments                                      || code | said
        'nothing to do'        | []                                             || 2    | '--watch'
        'two things to do'     | ['FILE', '--watch', '1']                       || 2    | '--watch'
        'a wrong line'         | ['FILE', '--url', 'URL']                       || 2    | 'line 2 must be sourceId,targetId'
        'a batch not there'    | ['--watch', '4711', '--url', 'URL']            || 2    | 'batch'
        'a file not there'     | ['/nowhere/pairs.csv']                         || 1    | 'There is no file'
        'a service not there'  | ['FILE']                                       || 1    | 'Kith does not run on'
        'a dead address'       | ['FILE', '--url', 'http://127.0.0.1:1']        || 1    | 'Kith does not answer'
    }

    private Path write(byte[] content) {
        Files.write(folder.resolve('pairs'), content)
    }

    private static byte[] packed(String text) {
        def bytes = new ByteArrayOutputStream()
        new GZIPOutputStream(bytes).withStream { it << text }
        bytes.toByteArray()
    }

    /** Runs {@code kith batch} as it is typed. */
    private static Map batch(Object... arguments) {
        def out = new StringWriter()
        def err = new StringWriter()
        def code = Cli.execute(new PrintWriter(out, true), new PrintWriter(err, true), *(['batch', *arguments]*.toString()))
        def counts = (out.toString() =~ /(?m)^  (\w+) +([\d,]+)$/).iterator().collectEntries { [it[1], it[2].replace(',', '') as int] }
        [code: code, out: out.toString(), err: err.toString(), counts: counts]
    }
}
