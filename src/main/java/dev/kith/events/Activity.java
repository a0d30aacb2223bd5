package dev.kith.events;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What somebody did with something, in full: what a message of {@link Family#ACTIVITIES} or {@link Family#MENTIONS} comes to when its key is looked up.
 *
 * @param actor id of the profile that did it
 * @param verb what it did, as {@code POST}
 * @param objectId id of what it did it with
 * @param feedType which kind of feed it belongs to first
 * @param createdAt when
 * @param to the other feeds that it belongs to, like {@code notification:4711}
 * @param foreignId {@code verb:actor-objectId}, by which it is known to be the same again
 * @param hashTags lower-case, without #, each once
 */
public record Activity(
        String actor,
        String verb,
        String objectId,
        String feedType,
        Instant createdAt,
        List<String> to,
        String foreignId,
        List<String> hashTags) {

    /**
     * An activity whose fields are checked.
     *
     * @throws Poison when a field is not what it must be
     */
    public Activity {
        Fields.id("actor", actor);
        Fields.word("verb", verb);
        Fields.id("objectId", objectId);
        Fields.word("feedType", feedType);
        to = Fields.feeds("to", to);
        Fields.require(foreignId.equals(foreignId(verb, actor, objectId)), "foreignId", "verb:actor-objectId");
        hashTags = Fields.tags("hashTags", hashTags);
    }

    public static Activity of(
            long actor,
            String verb,
            long objectId,
            String feedType,
            Instant createdAt,
            Collection<String> to,
            Collection<String> hashTags) {
        var by = Long.toString(actor);
        var object = Long.toString(objectId);
        return new Activity(
                by,
                verb,
                object,
                feedType,
                createdAt,
                List.copyOf(to),
                foreignId(verb, by, object),
                List.copyOf(hashTags));
    }

    private static String foreignId(String verb, String actor, String objectId) {
        return verb + ':' + actor + '-' + objectId;
    }
}
