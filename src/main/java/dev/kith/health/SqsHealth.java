package dev.kith.health;

import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Whether SQS answers. */
@Singleton
final class SqsHealth implements Dependency {

    private final SqsClient sqs;

    SqsHealth(SqsClient sqs) {
        this.sqs = sqs;
    }

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public void check() {
        sqs.listQueues(request -> request.maxResults(1));
    }
}
