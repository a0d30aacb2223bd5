package dev.kith.audit;

import dev.kith.graph.BoundedReads;
import dev.kith.web.StoreDownException;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a question of each sort planned, and none carried out, when an instance starts whose sandbox is open: the first of a sort takes a server, and the driver, some hundreds of ms,
 * and who asks something hostile is to be refused at once.
 */
@Singleton
final class SandboxWarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxWarmUp.class);

    static final List<String> QUESTIONS = List.of("""
            MATCH (a:Profile {id: $id})-[edge:FOLLOWS*1..3]->(b)
            WHERE NOT EXISTS { (b)-[:BLOCKS]-() } AND a.id IN [1, 2]
            WITH a, count(DISTINCT b) AS reached ORDER BY reached DESC LIMIT 10
            RETURN a.id AS id, reached, COUNT { (a)--() } AS degree
            """, """
            MATCH (a:Profile {id: $id}) ((b)-[:FOLLOWS]->(c)){1,3} (d)
            OPTIONAL MATCH (d)-[:MEMBER_OF]->(e:Community)
            RETURN CASE WHEN d.private THEN "private" ELSE "open" END AS kind, collect(DISTINCT e.id) AS communities
            """, """
            UNWIND [1, 2] AS id
            CALL (id) { MATCH (a:Profile) WHERE a.id >= id RETURN a ORDER BY a.id LIMIT 1 }
            RETURN a.id AS id
            UNION ALL
            MATCH path = (a)-[:BLOCKS]->(b) RETURN size(nodes(path)) AS id
            """);

    /** What nobody can plan, by its form and by what it means: to say so takes the server as long the first time. */
    private static final List<String> MISTAKES = List.of("MATCH (a) RETURN", "RETURN a");

    private final SandboxConfiguration configuration;
    private final BoundedReads reads;

    SandboxWarmUp(SandboxConfiguration configuration, BoundedReads reads) {
        this.configuration = configuration;
        this.reads = reads;
    }

    @EventListener
    void begin(StartupEvent started) {
        if (configuration.enabled()) {
            Thread.ofVirtual().name("sandbox-warm-up").start(this::plan);
        }
    }

    private void plan() {
        try {
            for (var question :
                    Stream.concat(QUESTIONS.stream(), MISTAKES.stream()).toList()) {
                if (reads.explain(SandboxGuard.text(question), Map.of("id", 0L), configuration.time())
                        instanceof BoundedReads.Planned planned) {
                    SandboxGuard.plan(planned);
                }
            }
        } catch (StoreDownException down) {
            LOG.warn("the sandbox was not warmed up: {}", down.toString());
        }
    }
}
