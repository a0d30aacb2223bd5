package dev.kith.community;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** A topic as it lies in Postgres. */
@Serdeable
@MappedEntity("topic")
record TopicRow(
        @Id long id,
        int version,
        @JsonProperty("community_id") long communityId,
        String name,
        @Nullable String description) {}
