package dev.kith.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.neo4j.driver.Record;

/**
 * One statement, in a file of its own.
 *
 * @param path below {@code cypher/queries}
 * @param row what a row of the answer means
 */
record Cypher<T>(String path, String text, Function<Record, T> row) {

    /** Fails when there is no such file, so that a class which names it can't be loaded. */
    static <T> Cypher<T> load(String path, Function<Record, T> row) {
        try (var file = Cypher.class.getResourceAsStream("/cypher/queries/" + path)) {
            if (file == null) {
                throw new IllegalArgumentException("no statement at cypher/queries/" + path);
            }
            return new Cypher<>(path, new String(file.readAllBytes(), StandardCharsets.UTF_8), row);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
