package dev.kith.dev;

import java.time.Duration;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.RelaxedSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.List$;

/** Runs ElasticMQ in a JVM of its own. Arguments: folder, port, region. */
final class SqsMain {
    private SqsMain() {}

    static void main(String[] arguments) {
        var store = new SqlQueuePersistenceConfig(
                true, "org.h2.Driver", "jdbc:h2:file:" + arguments[0] + "/queues;WRITE_DELAY=0", "", "", false);
        var actors = ActorSystem.create("sqs");
        var keeper = actors.actorOf(Props.create(
                SqlQueuePersistenceActor.class, () -> new SqlQueuePersistenceActor(store, List$.MODULE$.empty())));
        var queues = actors.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new NowProvider(), RelaxedSQSLimits$.MODULE$, Option.apply(keeper))));
        Patterns.ask(keeper, new QueueEvent.Restore(queues), Duration.ofSeconds(30))
                .toCompletableFuture()
                .join();
        SQSRestServerBuilder.withActorSystem(actors)
                .withQueueManagerActor(queues)
                .withInterface("127.0.0.1")
                .withPort(Integer.parseInt(arguments[1]))
                .withAWSRegion(arguments[2])
                .start()
                .waitUntilStarted();
    }
}
