package dev.kith.relation;

import dev.kith.relation.Lookups.RelationshipView;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;

/**
 * Writes relationships as JSON, field by field. A look-up may hold a thousand of them, and most of its cost was to find out again for each field
 * how it is written.
 */
@Singleton
final class RelationshipSerializer implements Serializer<RelationshipView> {

    private static final Argument<Instant> INSTANT = Argument.of(Instant.class);

    private final Serializer<Instant> instants;

    RelationshipSerializer(Serializer<Instant> instants) {
        this.instants = instants;
    }

    @Override
    public void serialize(
            Encoder encoder,
            EncoderContext context,
            Argument<? extends RelationshipView> type,
            RelationshipView relationship)
            throws IOException {
        try (var object = encoder.encodeObject(type)) {
            object.encodeKey("sourceId");
            object.encodeString(relationship.sourceId().toString());
            object.encodeKey("targetId");
            object.encodeString(relationship.targetId().toString());
            encode(object, "following", relationship.following());
            encode(object, "followedBy", relationship.followedBy());
            encode(object, "requested", relationship.requested());
            encode(object, "requestedBy", relationship.requestedBy());
            encode(object, "connected", relationship.connected());
            encode(object, "blocking", relationship.blocking());
            encode(object, "blockedBy", relationship.blockedBy());
            encode(object, "muting", relationship.muting());
            encode(object, "mutual", relationship.mutual());
            if (relationship.followingSince() != null) {
                object.encodeKey("followingSince");
                instants.serialize(object, context, INSTANT, relationship.followingSince());
            }
        }
    }

    private static void encode(Encoder object, String field, boolean value) throws IOException {
        object.encodeKey(field);
        object.encodeBoolean(value);
    }
}
