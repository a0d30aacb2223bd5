package dev.kith.bench;

import java.util.random.RandomGenerator;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;

/** One who asks Neo4j, awaits the answer and asks again. */
final class GraphCaller implements AutoCloseable {
    private final Asked.Graph asked;
    private final Session session;

    GraphCaller(Asked.Graph asked) {
        this.asked = asked;
        session = asked.driver()
                .session(SessionConfig.builder()
                        .withDatabase("neo4j")
                        .withDefaultAccessMode(AccessMode.READ)
                        .build());
    }

    /** Returns when the whole answer is there. */
    void call(RandomGenerator random) {
        session.run(asked.statement(), asked.parameters().apply(random)).list();
    }

    @Override
    public void close() {
        session.close();
    }
}
