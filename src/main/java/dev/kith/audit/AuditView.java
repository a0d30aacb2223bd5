package dev.kith.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of an audit.
 *
 * @param expectation how many rows it may find and passes
 * @param cron when it comes round, in UTC; absent where it is made only when asked for
 * @param fix what mends what it finds
 */
@Serdeable
@Schema(name = "Audit")
public record AuditView(
        @Schema(example = "follow_bursts") String name,
        @Schema(example = "Bursts of follows") String title,

        @Schema(example = "Profiles that began to follow many others within one minute, lately.")
        String description,

        @Schema(example = "warning", description = "error, warning or info.")
        String severity,

        List<Parameter> parameters,
        @Schema(example = "rows = 0") String expectation,
        @Schema(example = "1000") int rowLimit,
        @Schema(example = "30000") long budgetMs,
        @Schema(example = "52 2 * * *") @Nullable String cron,

        @Schema(example = "look at the profile; DELETE /v1/profiles/{profile}/following/{id}") @Nullable
        String fix) {

    /** All audits. */
    @Serdeable
    @Schema(name = "Audits")
    record All(List<AuditView> items) {}

    /** What an audit can be told. */
    @Serdeable
    @Schema(name = "AuditParameter")
    public record Parameter(
            @Schema(example = "follows") String name,

            @Schema(example = "INTEGER", description = "INTEGER, or ID: a decimal string.")
            String type,

            @Schema(example = "false") boolean required,

            @Schema(name = "default", example = "200") @JsonProperty("default") @Nullable
            Long otherwise,

            @Schema(example = "in a minute, from which on it counts")
            String description) {}

    static AuditView of(Audit audit) {
        return new AuditView(
                audit.name(),
                audit.title(),
                audit.description(),
                audit.severity().name().toLowerCase(Locale.ROOT),
                audit.parameters().stream()
                        .map(parameter -> new Parameter(
                                parameter.name(),
                                parameter.type().name(),
                                parameter.otherwise() == null,
                                parameter.otherwise(),
                                parameter.description()))
                        .toList(),
                audit.expectation(),
                audit.limits().rows(),
                audit.limits().time().toMillis(),
                audit.cron(),
                audit.fix());
    }
}
