package dev.kith.console;

import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileRecords;
import dev.kith.profile.ProfileRecords.ProfileRecord;
import dev.kith.web.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;

/** The page of one list of a profile's relations. */
@Controller("/console/profiles/{id}/relations")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class RelationController {

    private static final int LIMIT = 50;

    private final Templates templates;
    private final ProfileRecords profiles;
    private final RelationPages relations;

    /** What the page says. */
    record Page(Who who, RelationPages.Part list) {}

    RelationController(Templates templates, ProfileRecords profiles, RelationPages relations) {
        this.templates = templates;
        this.profiles = profiles;
        this.relations = relations;
    }

    @Get("/{list}")
    HttpResponse<String> list(ProfileId id, String list, @QueryValue @Nullable String cursor) {
        var record = profiles.find(id).orElseThrow(() -> Problem.notFound("profile", id));
        var kind = RelationKind.at(list).orElseThrow(() -> Problem.notFound("list", list));
        var card = record instanceof ProfileRecord.Present present ? present.card() : null;
        return templates.answer("relations", new Page(Who.of(id, card), relations.page(id, kind, cursor, LIMIT)));
    }
}
