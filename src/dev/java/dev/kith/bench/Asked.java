package dev.kith.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.neo4j.driver.Driver;

/** Who is asked, and for what. */
sealed interface Asked {

    /** A service, over HTTP. */
    record Service(URI uri, Request.Source requests) implements Asked {}

    /** Postgres itself, by a script of pgbench's. */
    record Postgres(Pgbench pgbench, Path script) implements Asked {}

    /** Neo4j itself, by one statement. */
    record Graph(Driver driver, String statement, Function<RandomGenerator, Map<String, Object>> parameters)
            implements Asked {}
}
