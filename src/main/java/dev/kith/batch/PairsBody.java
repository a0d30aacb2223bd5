package dev.kith.batch;

import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the routes that begin a batch take. CSV and NDJSON go to {@link BatchStreamController}, which reads them as they come. */
@RequestBody(
        content = {
            @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = NewBatch.class)),
            @Content(
                    mediaType = BatchStreamController.CSV,
                    schema = @Schema(type = "string", example = "689712345678901234,689712345678905678")),
            @Content(mediaType = BatchStreamController.NDJSON, schema = @Schema(implementation = NewBatch.PairOf.class))
        })
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.SOURCE)
@interface PairsBody {}
