package dev.kith.dev;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** SQS as ElasticMQ speaks it, with queues and messages kept on disk. */
final class SqsServer extends Server {
    private final DataFolder data;

    SqsServer(Site site) {
        super("SQS", site);
        data = site.data();
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    Map<String, Object> properties() {
        return Map.of(
                "aws.services.sqs.endpoint-override",
                address(),
                "kith.queues.create",
                true,
                "kith.queues.long-poll",
                "1s");
    }

    @Override
    void prepare() {
        data.folder("sqs");
    }

    @Override
    List<String> command() {
        return OwnJvm.small(SqsMain.class, data.folder("sqs").toString(), Integer.toString(port()), S3Server.REGION);
    }

    @Override
    void ask() throws IOException {
        Http.expect(200, address() + "/?Action=ListQueues");
    }
}
