package dev.kith.cli

import dev.kith.dev.DataFolder
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

class LauncherSpec extends Specification {
    static final LAUNCHER = Path.of('kith').toAbsolutePath()

    @TempDir
    Path folder

    def 'help names every command'() {
        when:
        def help = kith(['help'])

        then:
        help.code == 0
        ['up', 'down', 'test', 'import ldbc', 'import edges', 'batch', 'bench', 'drill', 'dlq', 'audit', 'swagger', 'format', 'help'].every {
            help.text.contains("\n  $it ")
        }
    }

    def 'it is found through a link from any folder'() {
        given:
        def link = Files.createSymbolicLink(folder.resolve('linked'), LAUNCHER)

        expect:
        kith(['down', '--data', 'nowhere'], link).text.contains("does not run on ${folder.toRealPath()}/nowhere")
    }

    def 'where there is no JDK it says what to install'() {
        when:
        def answer = kith(['up'], fakeHome().resolve('kith'), [PATH: folder.resolve('bin').toString(), JAVA_HOME: '/nowhere'])

        then:
        answer.code == 1
        answer.text.contains('needs a JDK 25')
    }

    def 'a folder that is #what ends in #code'() {
        expect:
        Cli.execute(*arguments, '--data', folder.toString()) == code

        where:
        what                     | arguments                || code
        'stopped without a Kith' | ['down']                 || 1
        'given no command'       | ['sideways']             || 2
        'given a bad port'       | ['up', '--port', 'high'] || 2
        'given too high a port'  | ['up', '--port', '65536'] || 2
    }

    def 'a port that is taken is refused before anything starts'() {
        given:
        def socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())

        expect:
        Cli.execute('up', '--port', "$socket.localPort", '--data', folder.toString()) == 1
        !Files.exists(folder.resolve('logs'))

        cleanup:
        socket.close()
    }

    def 'a second one on the same data is told of the first'() {
        given:
        def taken = DataFolder.take(folder)
        new RunningKith(4711, URI.create('http://127.0.0.1:8080')).write(taken)

        when:
        def second = kith(['up', '--port', '0', '--data', folder.toString()])

        then:
        second.code == 1
        second.text.contains("already runs on ${folder.toRealPath()} at http://127.0.0.1:8080 (process 4711)")

        cleanup:
        taken.close()
    }

    def 'what a killed one left behind does not count as running'() {
        given:
        try (def taken = DataFolder.take(folder)) {
            new RunningKith(4711, URI.create('http://127.0.0.1:8080')).write(taken)
        }

        expect:
        RunningKith.find(folder).empty
    }

    /** A copy of the launcher where no JDK lies in a known place: everything it asks of the system is a link. */
    private Path fakeHome() {
        def bin = Files.createDirectories(folder.resolve('bin'))
        ['dirname', 'readlink', 'sed'].each { tool ->
            Files.createSymbolicLink(bin.resolve(tool), Path.of('/usr/bin', tool))
        }
        def copy = folder.resolve('kith')
        def places = LAUNCHER.toFile().text.replaceAll(/\/(usr|opt|Library)\//, '/nowhere/').replace('$HOME', '/nowhere')
        Files.writeString(copy, places)
        copy.toFile().executable = true
        return folder
    }

    private Map kith(List<String> arguments, Path launcher = LAUNCHER, Map<String, String> environment = [:]) {
        def builder = new ProcessBuilder([launcher.toString(), *arguments]).directory(folder.toFile()).redirectErrorStream(true)
        builder.environment().putAll([JAVA_HOME: System.getProperty('java.home'), KITH_BUILT: 'yes'] + environment)
        def process = builder.start()
        def text = process.inputReader().text
        process.waitFor(20, TimeUnit.SECONDS)
        [code: process.exitValue(), text: text]
    }
}
