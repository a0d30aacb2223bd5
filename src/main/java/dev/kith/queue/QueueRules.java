package dev.kith.queue;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a queue and its dead letters must be like, by their attributes as SQS names them. Pure. */
final class QueueRules {

    private static final JsonMapper JSON = JsonMapper.createDefault();

    /** Fewer would give a message up at its first failure. */
    private static final int FEWEST_RECEIVES = 2;

    private QueueRules() {}

    /** What is wrong with them, for people; nothing when all is well. */
    static List<String> faults(String name, Map<String, String> queue, Map<String, String> dead) {
        var faults = new ArrayList<String>();
        if (!isEncrypted(queue)) {
            faults.add(name + " is not encrypted");
        }
        if (!isEncrypted(dead)) {
            faults.add("the dead letters of " + name + " are not encrypted");
        }
        if (queue.containsKey("FifoQueue")) {
            faults.add(name + " is a FIFO queue, which one bad message holds up");
        }
        var policy = redrivePolicy(queue);
        if (policy == null) {
            faults.add(name + " has no redrive policy");
        } else {
            var target = policy.get("deadLetterTargetArn");
            if (target == null || !target.coerceStringValue().equals(dead.get("QueueArn"))) {
                faults.add("the redrive policy of " + name + " leads elsewhere than to " + dead.get("QueueArn"));
            }
            if (maxReceives(queue, 0) < FEWEST_RECEIVES) {
                faults.add("the redrive policy of " + name + " gives messages up at the first failure");
            }
        }
        if (seconds(dead) < seconds(queue)) {
            faults.add("the dead letters of " + name + " are kept for less time than its messages");
        }
        return faults;
    }

    /** After how many receives the queue itself gives a message up. */
    static int maxReceives(Map<String, String> queue, int otherwise) {
        var policy = redrivePolicy(queue);
        var most = policy == null ? null : policy.get("maxReceiveCount");
        try {
            return most == null ? otherwise : Integer.parseInt(most.coerceStringValue());
        } catch (NumberFormatException unreadable) {
            return otherwise;
        }
    }

    private static boolean isEncrypted(Map<String, String> attributes) {
        return !attributes.getOrDefault("KmsMasterKeyId", "").isEmpty()
                || attributes.getOrDefault("SqsManagedSseEnabled", "").equals("true");
    }

    private static long seconds(Map<String, String> attributes) {
        return Long.parseLong(attributes.getOrDefault("MessageRetentionPeriod", "0"));
    }

    private static @Nullable JsonNode redrivePolicy(Map<String, String> attributes) {
        try {
            var json = JSON.readValue(attributes.getOrDefault("RedrivePolicy", "null"), JsonNode.class);
            return json != null && json.isObject() ? json : null;
        } catch (IOException unreadable) {
            return null;
        }
    }
}
