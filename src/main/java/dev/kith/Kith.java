package dev.kith;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts the service. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Kith",
                        version = "1",
                        description =
                                "The connections service: who follows, blocks, belongs and should meet whom, and what each of them sees next. Ids are decimal "
                                        + "strings, instants RFC 3339 UTC with milliseconds, errors application/problem+json (RFC 9457).",
                        license = @License(name = "Apache-2.0", identifier = "Apache-2.0")),
        tags = {
            @Tag(name = "Profiles", description = "Who there is."),
            @Tag(name = "Graph", description = "Who follows, blocks, mutes and is connected with whom."),
            @Tag(name = "Communities", description = "Who belongs together."),
            @Tag(name = "Media", description = "Images and videos."),
            @Tag(name = "Content", description = "What is posted."),
            @Tag(name = "Timelines", description = "What each sees next."),
            @Tag(name = "Batches", description = "The same for many pairs of profiles, done by and by."),
            @Tag(
                    name = "Connections module",
                    description = "The contract of a service that this one replaces, on the same graph."),
            @Tag(name = "Import", description = "The lane by which another system's data moves in."),
            @Tag(name = "Audits", description = "Whether the graph is right."),
            @Tag(name = "Operations", description = "How the service is.")
        })
public final class Kith {
    private Kith() {}

    public static void main(String[] args) {
        logInOnePlace();
        Micronaut.run(Kith.class, args);
    }

    /** Leads what libraries write to the JDK's own logging to where all else is logged. */
    public static void logInOnePlace() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
