package dev.kith.connections;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In what every success comes. */
@Serdeable
record Envelope<T>(
        @JsonProperty("_data") T data,

        @Schema(example = "Follow the status link to see how far it has come.")
        @JsonProperty("_description")
        @JsonInclude
        @Nullable
        String description,

        @JsonProperty("_links") @JsonInclude List<Link> links) {

    /** Where something that belongs to it is found. */
    @Serdeable
    @Schema(name = "ModuleLink")
    record Link(
            @Schema(example = "self") String rel,

            @Schema(example = "/api/v1/users/689712345678901234")
            String href,

            @Schema(example = "GET") String action,
            @Schema(example = "[\"application/json\"]") List<String> types) {

        static Link to(String rel, String href) {
            return new Link(rel, href, "GET", List.of("application/json"));
        }
    }

    static <T> Envelope<T> of(T data, Link... links) {
        return new Envelope<>(data, null, List.of(links));
    }

    static <T> Envelope<T> of(T data, List<Link> links) {
        return new Envelope<>(data, null, links);
    }

    /** The same with a description. */
    Envelope<T> saying(String what) {
        return new Envelope<>(data, what, links);
    }
}
