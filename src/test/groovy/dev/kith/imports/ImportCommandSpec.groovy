package dev.kith.imports

import dev.kith.KithSpec
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.atomic.AtomicLong
import java.util.zip.GZIPOutputStream

class ImportCommandSpec extends KithSpec {

    /** Far from the ids of the real networks. */
    private static final AtomicLong IDS = new AtomicLong(7_000_000_000_000_000)

    @TempDir
    Path folder

    def 'edges are taken from a file #how'() {
        given:
        def (a, b, c) = ids(3)
        def file = write('edges.csv', content([a, b, c]))

        when:
        def run = ImportCommand.run('edges', file, '--url', url)

        then:
        run.code == 0
        run.err.empty
        run.counts('profile') == [3, 0, 0]
        run.counts('follow') == [3, 0, 0]
        get("/v1/profiles?handle=u$a").json.followingCount == 2

        where:
        how                   | content
        'with a header'       | { "source,target\n${it[0]},${it[1]}\n${it[0]},${it[2]}\n${it[2]},${it[1]}\n".bytes }
        'without one'         | { "${it[0]},${it[1]}\n${it[0]},${it[2]}\n${it[2]},${it[1]}".bytes }
        'of another system'   | { "source,target\r\n${it[0]}, ${it[1]}\r\n${it[0]},${it[2]}\r\n${it[2]},${it[1]}\r\n".bytes }
        'with blank lines'    | { "\n${it[0]},${it[1]}\n\n\n${it[0]},${it[2]}\n${it[2]},${it[1]}\n\n".bytes }
        'that says it twice'  | { "${it[0]},${it[1]}\n${it[0]},${it[2]}\n${it[2]},${it[1]}\n".bytes }
        'packed by gzip'      | { packed("source,target\n${it[0]},${it[1]}\n${it[0]},${it[2]}\n${it[2]},${it[1]}\n") }
    }

    def 'lines that are wrong are told with their numbers, and the others go in'() {
        given:
        def (a, b) = ids(2)
        def file = write('edges.csv', """\
            source,target
            $a,$b
            $a

            $a,$b,1
            $a,bob
            -$a,$b
            "$a,$b
            $a,$a
            $a,99999999999999999999
            ,$b
            $b,$a
            """.stripIndent().bytes)

        when:
        def run = ImportCommand.run('edges', file, '--url', url, '--batch', batch)

        then:
        run.code == 1
        run.err.readLines().toSorted { (it =~ /line (\d+)/)[0][1] as int } == [
                'edges.csv line 3: must have 2 columns, has 1',
                'edges.csv line 5: must have 2 columns, has 3',
                "edges.csv line 6: target must be a number, was 'bob'",
                "edges.csv line 7: source must be a number, was '-$a'",
                "edges.csv line 8: source must be a number, was '\"$a'",
                "edges.csv line 9: A profile can't follow itself.",
                "edges.csv line 10: target must be a number, was '99999999999999999999'",
                "edges.csv line 11: source must be a number, was ''"]*.toString()
        run.counts('follow') == [2, 0, 1]
        run.out.contains('7 malformed lines left out')

        where:
        batch << [1, 2, 5000]
    }

    def 'it goes on from a line, and again changes nothing'() {
        given:
        def (a, b, c) = ids(3)
        def file = write('edges.csv', "source,target\n$a,$b\n$a,$c\n$b,$c\n".bytes)

        expect:
        ImportCommand.run('edges', file, '--url', url, '--from-line', 3).counts('follow') == [2, 0, 0]
        ImportCommand.run('edges', file, '--url', url).counts('follow') == [1, 2, 0]
        ImportCommand.run('edges', file, '--url', url).counts('follow') == [0, 3, 0]
        ImportCommand.run('edges', file, '--url', url).counts('profile') == [0, 3, 0]
    }

    def 'a user who owns a profile already gets a second one, whichever import comes first'() {
        given:
        def (a, b) = ids(2)
        def edges = write('edges.csv', "$a,$b\n".bytes)
        ldbc(['person': [person(a), person(b)], 'person_knows_person': ["$a|$b|1290000000000"]])
        def runs = [
                { ImportCommand.run('edges', edges, '--url', url) },
                { ImportCommand.run('ldbc', folder, '--url', url) }]

        when:
        def first = runs[order[0]]()
        def second = runs[order[1]]()

        then:
        [first, second]*.code == [0, 0]
        [first, second]*.counts('profile') == [[2, 0, 0]] * 2
        def types = ['u', 'p'].collect { get("/v1/profiles?handle=$it$a").json }
        types*.userId == ["$a"] * 2
        types*.followingCount == [1, 1]
        types*.accountType == order.collect { ['REGULAR', 'INFLUENCER'][it] }
        runs*.call()*.counts('profile') == [[0, 2, 0]] * 2

        where:
        order << [[0, 1], [1, 0]]
    }

    def 'rows of the benchmark that are wrong are told with file and number'() {
        given:
        def (a, b, c) = ids(3)
        ldbc([
                'person'                : [person(a), person(b), person(c).replace('1284620040602', 'then'), person('x'), "$c|short"],
                'person_knows_person'   : ["$a|$b|1290000000000", "$a|$c|1290000000000"],
                'person_hasInterest_tag': ["$a|1", "$a|77"],
                'post'                  : ["${a}1||1290000000000|::1|Lynx|en|said \"so|8", "${a}2||1290000000000|::1|Lynx|en|by nobody|9",
                                           "${a}3|photo.jpg|1290000000001|::1|Lynx|||0"],
                'post_hasCreator_person': ["${a}1|$a", "${a}3|$a"],
                'forum'                 : ["${a}7|Wall of Alice|1290000000000", "${a}8|Nobody's|1290000000000"],
                'forum_hasModerator_person': ["${a}7|$a"],
                'forum_hasMember_person': ["${a}7|$b|1290000000001", "${a}8|$b|1290000000001"],
                'comment'               : ["${a}4|1290000000002|::1|Lynx|hello|5", "${a}5|1290000000002|::1|Lynx|by nobody|9", "${a}6|1290000000003|::1|Lynx|to nothing|9"],
                'comment_hasCreator_person': ["${a}4|$b", "${a}6|$b"],
                'comment_replyOf_post'  : ["${a}4|${a}1", "${a}6|${a}9"],
                'person_likes_post'     : ["$b|${a}1|1290000000004", "$b|${a}9|1290000000004"],
                'person_isLocatedIn_place': ['1|1']], ['tag': ['1|Tea_party|http://example.org']])

        when:
        def run = ImportCommand.run('ldbc', folder, '--url', url)

        then:
        run.code == 1
        run.err.readLines() as Set == [
                'person_hasInterest_tag_0_0.csv line 3: there is no tag 77',
                "person_0_0.csv line 4: creationDate must be milliseconds since 1970, was 'then'",
                "person_0_0.csv line 5: id must be a number, was 'x'",
                'person_0_0.csv line 6: must have 10 columns, has 2',
                "person_knows_person_0_0.csv line 3: There is no profile p$c.",
                "forum_0_0.csv line 3: nobody moderates forum ${a}8",
                "forum_hasMember_person_0_0.csv line 3: There is no community f${a}8.",
                "post_0_0.csv line 3: nobody created post ${a}2",
                "comment_0_0.csv line 3: nobody created comment ${a}5",
                "comment_0_0.csv line 4: There is no post ${a}9.",
                "person_likes_post_0_0.csv line 3: There is no post ${a}9."]*.toString() as Set
        run.counts('profile') == [2, 0, 0]
        run.counts('follow') == [2, 0, 2]
        run.counts('post') == [2, 0, 0]
        run.counts('community') == [1, 0, 0]
        run.counts('member') == [1, 0, 1]
        run.counts('comment') == [1, 0, 1]
        run.counts('reaction') == [1, 0, 1]
        run.out.readLines()*.strip().contains('1 person_isLocatedIn_place')

        and:
        def alice = get("/v1/profiles?handle=p$a").json
        alice.tags == ['Tea_party']
        get("/v1/profiles/$alice.id/posts").json.items.collect { [it.text, it.extra] } == [
                [null, [imageFile: 'photo.jpg', importId: "${a}3"]],
                ['said "so', [language: 'en', importId: "${a}1"]]]
    }

    def 'a folder without the files is refused'() {
        expect:
        def run = ImportCommand.run('ldbc', folder, '--url', url)
        run.code == 1
        run.err.contains('has no folder `dynamic`')
    }

    def '#what ends in #code'() {
        given:
        write('edges.csv', '1,1'.bytes)

        when:
        def run = ImportCommand.run(*arguments.collect { it == 'FILE' ? folder.resolve('edges.csv') : it }, '--data', folder)

        then:
        run.code == code
        run.err.contains(said)

        where:
        what                  | arguments                                     || code | said
        'no kind of data'     | []                                            || 2    | ''
        'no file'             | ['edges']                                     || 2    | 'FILE'
        'line 0'              | ['edges', 'FILE', '--from-line', '0']         || 2    | '--from-line'
        'a batch of 0'        | ['edges', 'FILE', '--batch', '0']             || 2    | '--batch'
        'an address of files' | ['edges', 'FILE', '--url', 'file:///tmp']     || 2    | '--url'
        'a file not there'    | ['edges', '/nowhere/edges.csv']               || 1    | 'There is no file'
        'a folder not there'  | ['ldbc', '/nowhere/ldbc']                     || 1    | 'There is no'
        'a service not there' | ['edges', 'FILE']                             || 1    | 'Kith does not run on'
        'a dead address'      | ['edges', 'FILE', '--url', deadUrl()]         || 1    | 'Kith does not answer at'
    }

    def 'a service that fails in passing is asked again, and nothing is counted twice'() {
        given:
        def file = write('edges.csv', chain(3_000).bytes)
        def stub = new StubbornService(url, failures)

        when:
        def run = ImportCommand.run('edges', file, '--url', stub.url, '--batch', 2_000)

        then:
        run.code == 0
        run.err.empty
        run.counts('follow').sum() == 3_000
        run.counts('follow')[2] == 0
        stub.asked > 5

        cleanup:
        stub.close()

        where:
        failures << [[2: 'refuse'], [2: 'cut'], [3: 'cut', 4: 'refuse', 5: 'refuse'], [4: 'halve', 5: 'refuse']]
    }

    def 'an import that is broken off tells how to go on, and goes on'() {
        given:
        def file = write('edges.csv', chain(3_000).bytes)
        def stub = new StubbornService(url, (6..99).collectEntries { [it, failure] })

        when:
        def broken = ImportCommand.run('edges', file, '--url', stub.url, '--batch', 1_000, '--retries', 1)
        def line = (broken.err =~ /run the same command with --from-line (\d+)/)[0][1] as int

        then:
        broken.code == 1
        broken.err.contains('Broken off: ')
        line in [1_001, 2_001]

        when:
        def rest = ImportCommand.run('edges', file, '--url', url, '--from-line', line)

        then:
        rest.code == 0
        rest.counts('follow').sum() == 3_001 - line
        ImportCommand.run('edges', file, '--url', url).counts('follow') == [0, 3_000, 0]

        cleanup:
        stub.close()

        where:
        failure << ['refuse', 'cut']
    }

    private static List<Long> ids(int count) {
        (1..count).collect { IDS.incrementAndGet() }
    }

    /** Follows of which each begins where the one before ends. */
    private static String chain(int length) {
        ids(length + 1).collate(2, 1, false)*.join(',').join('\n')
    }

    private static String deadUrl() {
        def socket = new ServerSocket(0)
        socket.close()
        "http://127.0.0.1:$socket.localPort"
    }

    private static byte[] packed(String text) {
        def bytes = new ByteArrayOutputStream()
        new GZIPOutputStream(bytes).withStream { it << text }
        bytes.toByteArray()
    }

    private Path write(String name, byte[] content) {
        Files.write(folder.resolve(name), content)
    }

    private static String person(Object id) {
        "$id|Alice|Liddell|female|558921600000|1284620040602|::1|Lynx|en|alice$id@example.org;a@example.org"
    }

    private void ldbc(Map<String, List<String>> dynamic, Map<String, List<String>> fixed = [:]) {
        def columns = [
                person                : 'id|firstName|lastName|gender|birthday|creationDate|locationIP|browserUsed|language|email',
                person_knows_person   : 'Person.id|Person.id|creationDate',
                person_hasInterest_tag: 'Person.id|Tag.id',
                post                  : 'id|imageFile|creationDate|locationIP|browserUsed|language|content|length',
                post_hasCreator_person: 'Post.id|Person.id',
                forum                 : 'id|title|creationDate',
                forum_hasModerator_person: 'Forum.id|Person.id',
                forum_hasMember_person: 'Forum.id|Person.id|joinDate',
                comment               : 'id|creationDate|locationIP|browserUsed|content|length',
                comment_hasCreator_person: 'Comment.id|Person.id',
                comment_replyOf_post  : 'Comment.id|Post.id',
                person_likes_post     : 'Person.id|Post.id|creationDate',
                person_isLocatedIn_place: 'Person.id|Place.id',
                tag                   : 'id|name|url']
        [dynamic: dynamic, static: fixed].each { part, tables ->
            Files.createDirectories(folder.resolve(part))
            tables.each { table, rows -> write("$part/${table}_0_0.csv", ([columns[table]] + rows).join('\n').bytes) }
        }
    }
}
