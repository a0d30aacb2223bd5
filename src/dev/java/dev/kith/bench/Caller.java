package dev.kith.bench;

import java.io.IOException;
import java.util.random.RandomGenerator;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.SessionConfig;

/** One who asks, awaits the answer and asks again. */
interface Caller extends AutoCloseable {

    /** Returns when the whole answer is there. */
    void call(RandomGenerator random) throws IOException;

    @Override
    void close() throws IOException;

    static Caller of(Asked.Service service) throws IOException {
        var connection = new Connection(service.uri());
        return new Caller() {
            @Override
            public void call(RandomGenerator random) throws IOException {
                connection.send(service.requests().next(random));
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    static Caller of(Asked.Graph graph) {
        var session = graph.driver()
                .session(SessionConfig.builder()
                        .withDatabase("neo4j")
                        .withDefaultAccessMode(AccessMode.READ)
                        .build());
        return new Caller() {
            @Override
            public void call(RandomGenerator random) {
                session.run(graph.statement(), graph.parameters().apply(random)).list();
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }
}
