package dev.kith.bench

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

class PgbenchSpec extends Specification {
    @TempDir
    Path folder

    def 'from a log of transactions come their times, and how long all took'() {
        when:
        def calls = Pgbench.calls(['0 1 2000 0 1700000000 2000', '1 1 1000 0 1700000000 999000', '0 2 3000 0 1700000001 500000'].stream())

        then:
        calls.nanos().totalCount == 3
        calls.nanos().valuesAreEquivalent(calls.nanos().maxValue, 3_000_000)
        calls.nanos().valuesAreEquivalent(calls.nanos().minNonZeroValue, 1_000_000)
        calls.elapsed() == 1_500_000_000
    }

    def 'of #log there are no figures'() {
        when:
        Pgbench.calls(log.stream())

        then:
        thrown(BenchFailure)

        where:
        log << [[], ['0 1 failed 0 1700000000 2000'], ['0 1 2000 0 1700000000 2000', '0 2 deadlock 0 1700000000 2000']]
    }

    def 'it is found on the search path, else among the programs of the newest Postgres'() {
        given:
        def debian = folder.resolve('postgresql')
        ['9.6', '17', '18'].each { program(debian.resolve("$it/bin")) }
        def elsewhere = program(folder.resolve('elsewhere'))

        expect:
        Pgbench.find("/nowhere:${elsewhere.parent}", debian).get() == elsewhere
        Pgbench.find('/nowhere', debian).get() == debian.resolve('18/bin/pgbench')
        Pgbench.find('', folder.resolve('absent')).empty
    }

    def 'a script has the statements of repositories, with values for their parameters'() {
        expect:
        new Script().set('id', 'random(1, 9)').begin().run('profile.Profile.hold', [ids: 'ARRAY[:id::bigint]']).commit().toString() == '''\
            \\set id random(1, 9)
            BEGIN;
            SELECT id FROM profile WHERE id = ANY (ARRAY[:id::bigint]) AND deleted_at IS NULL ORDER BY id FOR SHARE;
            COMMIT;
            '''.stripIndent()
    }

    def '#what is no statement'() {
        when:
        new Script().run(what, [:])

        then:
        thrown(IllegalArgumentException)

        where:
        what << ['profile.Profile.nothing', 'profile.Nothing.find', 'profile.Profile.find']
    }

    def 'the scripts name no parameter that is left open'() {
        given:
        def scripts = new ContentScripts(new Content(200))

        expect:
        [scripts.postPage(), scripts.commentPage(), scripts.newPost(), scripts.likeOfOne(), scripts.likeOfMany()].every {
            def known = it.toString().findAll(/(?m)^\\set (\w+)/) { all, name -> name } + ['n', 'run', 'clients', 'client_id']
            it.toString().findAll(/(?<!:):([a-zA-Z]\w*)/) { all, name -> name }.every { known.contains(it) }
        }
    }

    private static Path program(Path folder) {
        Files.createDirectories(folder)
        Files.createFile(folder.resolve('pgbench'), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString('rwxr-xr-x')))
    }
}
