package dev.kith.graph

import dev.kith.KithSpec
import org.neo4j.driver.Driver
import spock.lang.Isolated

import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.Executors

@Isolated
class GraphSchemaSpec extends KithSpec {

    def 'instances that start at once on a graph without schema all come up, and it is made once'() {
        given: 'a graph that knows of no migration'
        def driver = kith.server.applicationContext.getBean(Driver)
        driver.executableQuery('MATCH (m:__Neo4jMigration) DETACH DELETE m').execute()
        driver.executableQuery('DROP CONSTRAINT profile_id IF EXISTS').execute()

        and: 'the mark of an instance that crashed while it migrated'
        driver.executableQuery("MERGE (lock:__Neo4jMigrationsLock {name: 'John Doe'}) SET lock.id = 'crashed'").execute()
        def schema = kith.server.applicationContext.getBean(GraphSchema)
        def threads = Executors.newFixedThreadPool(3)

        when:
        (1..3).collect { threads.submit({ schema.bringUpToDate(driver, 'neo4j', Duration.ofMinutes(1)) } as Callable) }*.get()

        then:
        driver.executableQuery('SHOW CONSTRAINTS YIELD name RETURN name').execute().records()*.get('name')*.asString().contains('profile_id')

        cleanup:
        threads?.shutdown()
    }
}
