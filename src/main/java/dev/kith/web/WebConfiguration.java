package dev.kith.web;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What the instances of a deployment share about their routes.
 *
 * @param cursorSecret signs cursors; the same on every instance
 */
@Context
@ConfigurationProperties("kith.web")
record WebConfiguration(@NotBlank @Size(min = 16) String cursorSecret) {}
