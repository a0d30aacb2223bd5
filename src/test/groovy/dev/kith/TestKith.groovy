package dev.kith

import dev.kith.dev.EmbeddedStack
import io.micronaut.context.ApplicationContext
import io.micronaut.runtime.server.EmbeddedServer

import java.nio.file.Path
import java.sql.DriverManager

/** The servers and one service on them, started once for all specs of this JVM, empty at the start. */
final class TestKith {

    private static final Path DATA = Path.of('target/kith/test')

    final EmbeddedStack stack
    final EmbeddedServer server

    /** It waits longer than a service should: as the specs begin, the machine has all servers to start. Nothing is done to all by the clock while they run. */
    private TestKith() {
        DATA.toFile().deleteDir()
        stack = EmbeddedStack.start(DATA)
        server = serviceOn(stack, ['datasources.default.connection-timeout': 20_000, 'kith.graph.writes.patience': '2m', 'kith.recommendations.cron': '0 0 29 2 *', 'kith.audits.scheduled': false, 'kith.reconcile.scheduled': false, 'kith.reconcile.pause': '100ms', 'kith.reconcile.patience': '300ms', 'kith.sandbox.enabled': true])
        Runtime.runtime.addShutdownHook(new Thread({
            server.stop()
            stack.close()
        }))
    }

    static TestKith running() {
        Holder.KITH
    }

    /** One more instance of the service on the same servers, which leaves messages to the first unless it is told otherwise; whoever asks for it stops it. */
    EmbeddedServer service(Map<String, Object> configuration) {
        serviceOn(stack, ['kith.roles': 'api', 'datasources.default.maximum-pool-size': 16, 'datasources.default.minimum-idle': 1] + configuration)
    }

    /** What a statement answers, asked of Postgres itself: a map a row. */
    List<Map<String, Object>> rows(String statement, Object... arguments) {
        def properties = stack.properties()
        try (def connection = DriverManager.getConnection(
                properties['datasources.default.url'], properties['datasources.default.username'], properties['datasources.default.password'])
             def prepared = connection.prepareStatement(statement)) {
            arguments.eachWithIndex { argument, i -> prepared.setObject(i + 1, argument) }
            if (!prepared.execute()) {
                return []
            }
            def found = prepared.resultSet
            def columns = (1..found.metaData.columnCount).collect { found.metaData.getColumnLabel(it) }
            def rows = []
            while (found.next()) {
                rows << columns.collectEntries { [it, found.getObject(it)] }
            }
            rows
        }
    }

    static EmbeddedServer serviceOn(EmbeddedStack stack, Map<String, Object> configuration) {
        ApplicationContext.run(EmbeddedServer, stack.properties() + ['micronaut.server.port': -1] + configuration)
    }

    private static final class Holder {
        static final TestKith KITH = new TestKith()
    }
}
